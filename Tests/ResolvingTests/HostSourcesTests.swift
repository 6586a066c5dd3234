import Platform
import Resolving
import Testing

/// The `hosts:` line of nsswitch.conf(5).
@Suite struct HostSourcesTests {
    @Test func `sources are in the order of the line, and the first that finds something ends the walk`() {
        let sources = HostSources(file: "# comment\npasswd: files systemd\nhosts:\tfiles myhostname dns\r\n")
        #expect(sources.sources.map(\.name) == ["files", "myhostname", "dns"])
        #expect(sources.line == 3)
        #expect(!sources.isMalformed)
        for source in sources.sources {
            #expect(source.action(after: .success) == .end)
            for status in [NameSource.Status.notFound, .unavailable, .tryAgain] {
                #expect(source.action(after: status) == .goOn)
            }
        }
    }

    @Test func `a status in brackets has its own action`() {
        let sources = HostSources(
            file: "hosts: mdns4_minimal [NOTFOUND=return] files[ success=Merge TRYAGAIN = return ] dns\n"
        )
        #expect(sources.sources.map(\.name) == ["mdns4_minimal", "files", "dns"])
        #expect(sources.sources[0].action(after: .notFound) == .end)
        #expect(sources.sources[0].action(after: .unavailable) == .goOn)
        #expect(sources.sources[1].action(after: .success) == .merge)
        #expect(sources.sources[1].action(after: .tryAgain) == .end)
        #expect(sources.sources[2] == HostSources.Source("dns"))
    }

    @Test func `an exclamation mark is for all statuses but one`() {
        let source = HostSources(file: "hosts: resolve [!UNAVAIL=return] files\n").sources[0]
        #expect(source.action(after: .unavailable) == .goOn)
        #expect(source.action(after: .notFound) == .end)
        #expect(source.action(after: .tryAgain) == .end)
        #expect(source.action(after: .success) == .end)
    }

    @Test(arguments: ["", "passwd: files\n", "#hosts: dns\n", "hosts", "hosts: dns", "networks: files\n"])
    func `a file without the line leaves files and dns`(text: String) {
        let sources = HostSources(file: text)
        #expect(sources.sources.map(\.name) == ["files", "dns"])
        #expect(sources.line == nil)
    }

    @Test(arguments: [
        "files [NOTFOUND=stop] dns", "files [LOST=return]", "files [NOTFOUND=return dns", "files []",
        "files [NOTFOUND]",
        "files [!=return]", "files [NOTFOUND=]",
    ])
    func `a line that glibc cannot read has no sources`(line: String) {
        let sources = HostSources(file: "hosts: \(line)\n")
        #expect(sources.isMalformed)
        #expect(sources.sources == [])
        #expect(sources.line == 1)
    }

    @Test func `a comment behind the sources is none to glibc`() {
        #expect(HostSources(file: "hosts: files # dns\n").sources.map(\.name) == ["files", "#", "dns"])
    }
}
