import Platform
import Testing

@Suite(.enabled("libidn2 is not installed") { InternationalName.unicode("xn--bcher-kva.test") != nil })
struct InternationalNameTests {
    /// RFC 5891 and UTS #46, nontransitional, as glibc has it.
    @Test(
        arguments: [
            ("bücher.test", "xn--bcher-kva.test"), ("Bücher.TEST", "xn--bcher-kva.test"),
            ("faß.test", "xn--fa-hia.test"),
            ("例え.test", "xn--r8jz45g.test"), ("例え。test", "xn--r8jz45g.test"),
        ]
    ) func `a name beyond ASCII has a form within it`(name: String, ascii: String) throws {
        #expect(try InternationalName.ascii(name) == ascii)
    }

    @Test func `a name that is within ASCII stands for nothing else`() {
        #expect(InternationalName.unicode("xn--r8jz45g.test.") == "例え.test.")
        #expect(InternationalName.unicode("www.test") == nil)
        #expect(InternationalName.unicode("xn--\u{7f}.test") == nil)
    }

    @Test(arguments: ["\u{200e}.test", String(repeating: "ü", count: 64)])
    func `what IDNA forbids is refused in the library's words`(name: String) {
        #expect {
            try InternationalName.ascii(name)
        } throws: { error in
            if case .refused(let reason)? = error as? InternationalName.Failure { !reason.isEmpty } else { false }
        }
    }
}
