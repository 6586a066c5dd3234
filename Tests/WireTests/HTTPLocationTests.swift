import Testing
import Wire

@Suite struct HTTPLocationTests {
    @Test(
        arguments: [
            ("http://a/b", "a", nil, "/b"), ("a:8080/x/../y?z#f", "a", "8080", "/y?z"), ("[::1]:80", "::1", "80", "/"),
            ("HTTP://[::1]/é", "::1", nil, "/%C3%A9"), ("a?x=1", "a", nil, "/?x=1"), (":8080/x", "", "8080", "/x"),
            ("a/b?u=http://c/", "a", nil, "/b?u=http://c/"), ("a:80,81/", "a", "80,81", "/"),
        ] as [(String, String, String?, String)]
    )
    func `a URL is a host, a port and what is asked for`(text: String, host: String, port: String?, target: String)
        throws
    {
        #expect(try HTTPLocation(text) == HTTPLocation(host: host, port: port, target: target))
    }

    @Test(
        arguments: [
            ("https://a", .scheme("https")), ("ftp://a/", .scheme("ftp")), ("http://u@a", .user), ("http://", .host),
            ("a:", .port), ("a:80:90", .port), ("::1", .port), ("[::1", .host), ("[::1]x", .host),
            ("a/b c", .character),
            ("a\u{7}/", .character), ("", .host),
        ] as [(String, HTTPLocation.Fault)]
    )
    func `what is no such URL says why`(text: String, fault: HTTPLocation.Fault) {
        #expect(throws: fault) { try HTTPLocation(text) }
    }

    /// RFC 3986 section 5.4, as far as its references are http.
    @Test(arguments: [
        ("g", "/b/c/g"), ("./g", "/b/c/g"), ("g/", "/b/c/g/"), ("/g", "/g"), ("?y", "/b/c/d;p?y"), ("g?y", "/b/c/g?y"),
        ("#s", "/b/c/d;p?q"), ("g#s", "/b/c/g"), ("", "/b/c/d;p?q"), (".", "/b/c/"), ("..", "/b/"), ("../g", "/b/g"),
        ("../..", "/"), ("../../g", "/g"), ("../../../g", "/g"), ("/./g", "/g"), ("/../g", "/g"), ("g.", "/b/c/g."),
        ("./g/.", "/b/c/g/"), ("g;x=1/../y", "/b/c/y"),
    ])
    func `a relative reference leads where RFC 3986 has it`(reference: String, target: String) throws {
        let base = try HTTPLocation("http://a/b/c/d;p?q")
        #expect(try base.resolving(Array(reference.utf8)) == HTTPLocation(host: "a", port: nil, target: target))
    }

    @Test func `a reference may lead to another server, or to none`() throws {
        let base = try HTTPLocation("http://a/b")
        #expect("\(try base.resolving(Array("//h:81".utf8)))" == "http://h:81/")
        #expect("\(try base.resolving(Array("http://h:80/i".utf8)))" == "http://h/i")
        for (reference, fault) in [
            ("https://h/", .scheme("https")), ("mailto:x", .scheme("mailto")), ("http:g", .host), ("a b", .character),
        ] as [(String, HTTPLocation.Fault)] {
            #expect(throws: fault) { try base.resolving(Array(reference.utf8)) }
        }
        #expect(throws: HTTPLocation.Fault.character) { try base.resolving([0xff, 0x1b]) }
    }
}
