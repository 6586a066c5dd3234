import Testing
import Wire

/// What a request asks for, decoded.
@Suite struct HTTPTargetTests {
    private static func pairs(_ text: String) throws -> [[String]] {
        try HTTPTarget(Array(text.utf8)).parameters.map { [$0.name, $0.value] }
    }

    @Test func `escapes and plus signs are decoded, a plus sign in a path is itself`() throws {
        let target = try HTTPTarget(Array("/a%2Fb+c?target=%5B%3A%3A1%5D%3a80&q=a+b%2B&empty=&flag&&x=y=z".utf8))
        #expect(target.path == "/a/b+c")
        #expect(
            target.parameters.map { [$0.name, $0.value] } == [
                ["target", "[::1]:80"], ["q", "a b+"], ["empty", ""], ["flag", ""], ["x", "y=z"],
            ]
        )
    }

    @Test func `a whole URL is read as its path`() throws {
        for text in ["http://h:1/p?a=b", "http://h:1?a=b", "http://h"] {
            let target = try HTTPTarget(Array(text.utf8))
            #expect(target.path == (text.contains("/p") ? "/p" : "/"))
            #expect(target.parameters.count == (text.contains("?") ? 1 : 0))
        }
    }

    @Test(arguments: ["/%", "/%4", "/%zz", "/?a=%", "/?%c3=1", "/%ff", "/?a=%e2%82", "/%ed%a0%80"])
    func `a damaged escape and what is no UTF-8 are faults`(text: String) {
        #expect(throws: HTTPTarget.Fault.escape) { try HTTPTarget(Array(text.utf8)) }
    }

    @Test(arguments: ["", "*", "probe", "https://h/", "?a=b"])
    func `what names no path is a fault`(text: String) {
        #expect(throws: HTTPTarget.Fault.form) { try HTTPTarget(Array(text.utf8)) }
    }
}
