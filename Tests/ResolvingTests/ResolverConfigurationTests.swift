import Resolving
import Testing
import Wire

@Suite struct ResolverConfigurationTests {
    @Test func `without a file the server is this host's, and the search list its domain`() {
        let configuration = ResolverConfiguration("", hostName: "a.example.org")
        #expect(configuration.servers.map(\.value.description) == ["127.0.0.1:53"])
        #expect(configuration.servers.map(\.source) == [.builtIn])
        #expect(configuration.search == .init(["example.org"], .hostName))
        #expect(ResolverConfiguration("", hostName: "a").search.value == [])
        #expect(configuration.dots == 1 && configuration.timeout == .seconds(5) && configuration.attempts == 2)
    }

    @Test func `three servers count, each with its line`() {
        let text = """
            # comment
            nameserver 192.0.2.1
            nameserver ::1 # ours
            ; nameserver 192.0.2.9
            nameserver\tfe80::1%eth0
            nameserver 192.0.2.4
            """
        let configuration = ResolverConfiguration(text) { $0 == "eth0" ? 7 : nil }
        #expect(configuration.servers.map(\.value.description) == ["192.0.2.1:53", "[::1]:53", "[fe80::1%7]:53"])
        #expect(configuration.servers.map(\.source) == [.line(2), .line(3), .line(5)])
        #expect(configuration.ignored.map(\.source) == [.line(6)])
        #expect(
            configuration.ignored.map(\.value)
                == [.serverBeyondLimit(SocketAddress(address: .v4(0xc000_0204), port: 53))]
        )
    }

    @Test func `the last search list counts, and LOCALDOMAIN above all`() {
        let text = "domain one two\nsearch three four\n"
        #expect(ResolverConfiguration(text).search == .init(["three", "four"], .line(2)))
        #expect(ResolverConfiguration("search three four\ndomain one two").search.value == ["one"])
        let configuration = ResolverConfiguration(text, localDomain: "p q\tr")
        #expect(configuration.search == .init(["p", "q", "r"], .environment("LOCALDOMAIN")))
        #expect(
            configuration.ignored == [
                .init(.replacedSearch(["one"]), .line(1)),
                .init(.replacedSearch(["three", "four"]), .line(2)),
            ]
        )
        #expect(ResolverConfiguration(text, localDomain: "").search.value == [])
    }

    @Test func `options add up, RES_OPTIONS behind the file's, and numbers have limits`() {
        let configuration = ResolverConfiguration(
            "options ndots:2 timeout:99 use-vc\noptions rotate nonsense",
            resolverOptions: "ndots:3 edns0 attempts:0"
        )
        #expect(configuration.dots == 3 && configuration.timeout == .seconds(30) && configuration.attempts == 1)
        #expect(configuration.usesTCP && configuration.rotates && configuration.has("edns0"))
        #expect(!ResolverConfiguration("").usesTCP && !ResolverConfiguration("").rotates)
        #expect(configuration.options.last?.source == .environment("RES_OPTIONS"))
        #expect(
            configuration.ignored == [
                .init(.valueBeyondLimit(.init("timeout", 30), given: 99), .line(1)),
                .init(.unknownOption("nonsense"), .line(2)),
            ]
        )
    }

    /// As glibc 2.36 was seen to read them, by way of res_ninit(3).
    @Test(
        arguments: [
            ("options ndots:4x timeout:x", 4, 1, 2), ("options ndots: 3", 3, 5, 2), ("OPTIONS ndots:2", 1, 5, 2),
            ("options NDOTS:2", 1, 5, 2), (" options ndots:2", 1, 5, 2), ("options\tndots:99 attempts:99", 15, 5, 5),
            ("options ndots:99999999999999999999", 15, 5, 2),
        ]
    ) func `numbers are read as glibc reads them`(line: String, dots: Int, timeout: Int, attempts: Int) {
        let configuration = ResolverConfiguration(line)
        #expect(configuration.dots == dots)
        #expect(configuration.timeout == .seconds(timeout))
        #expect(configuration.attempts == attempts)
    }

    @Test func `addresses are read as inet_aton reads them`() {
        let configuration = ResolverConfiguration("nameserver 127.1\nnameserver 010.0.0.1")
        #expect(configuration.servers.map(\.value.address.description) == ["127.0.0.1", "8.0.0.1"])
    }

    @Test func `what is no setting is told`() {
        let text = "nameserver\nnameserver ns.example\nnamserver 192.0.2.1\nsortlist 192.0.2.0/24\nnameserver ::1\r\n"
        let configuration = ResolverConfiguration(text)
        #expect(
            configuration.ignored.map(\.value) == [
                .missingValue(keyword: "nameserver"), .notAnAddress("ns.example"), .unknownKeyword("namserver"),
                .sortList("192.0.2.0/24"), .notAnAddress("::1\r"),
            ]
        )
    }
}
