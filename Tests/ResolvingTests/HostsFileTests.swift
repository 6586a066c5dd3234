import Resolving
import Testing
import Wire

/// hosts(5), for the line that an answer is from.
@Suite struct HostsFileTests {
    static let file = HostsFile(
        file: """
            127.0.0.1\tlocalhost
            # 192.0.2.1 commented

            192.0.2.7   Web.example web  # the web server
            fe80::1%eth0 router
            nonsense x
            192.0.2.8
            ::ffff:192.0.2.9 mapped\r
            192.0.2.10 web
            """
    )

    @Test(arguments: [
        ("localhost", [1]), ("web", [4, 9]), ("WEB.EXAMPLE", [4]), ("router", [5]), ("mapped", [8]), ("commented", []),
        ("x", []), ("the", []), ("", []),
    ])
    func `a name is found in its lines, of whatever case`(name: String, lines: [Int]) {
        #expect(Self.file.entries(of: name).map(\.line) == lines)
    }

    @Test func `an address is found in its lines, mapped or not`() throws {
        #expect(Self.file.entries(of: .v4(0xc000_0207)).map(\.line) == [4])
        #expect(Self.file.entries(of: .v4(0xc000_0209)).map(\.line) == [8])
        #expect(Self.file.entries(of: try #require(IPAddress("fe80::1"))).map(\.line) == [5])
    }

    @Test func `the first name of a line is the canonical one`() {
        #expect(Self.file.entries(of: "web").first?.names == ["Web.example", "web"])
    }
}
