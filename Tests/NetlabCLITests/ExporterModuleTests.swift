import Composing
import Platform
import Probing
import TestSupport
import Testing
import Wire
import YAML

@testable import NetlabCLI

/// The file of modules, and the targets of scrapes.
@Suite struct ExporterModuleTests {
    private static func modules(_ text: String) throws -> [ExporterModule] {
        try ModuleFile.modules(in: Array(text.utf8))
    }

    @Test func `a module has what its file says, and else what the kind has`() throws {
        let modules = try Self.modules(
            """
            {"modules": {
                "b": {"kind": "echo", "count": 5, "interval": "20ms", "timeout": 1.5, "size": "1KiB", "any": true,
                      "family": "ipv4", "maxBytes": 10, "verify": false, "nodelay": true},
                "a": {"kind": "connect"}
            }}
            """
        )
        #expect(modules.map(\.name) == ["b", "a"])
        let (plain, echo) = (modules[1], modules[0])
        #expect(plain.plan == ProbePlan(concurrency: 64, maxBytes: 1 << 30))
        #expect(plain.probe.name == "connect")
        #expect(echo.plan.count == 5)
        #expect(echo.plan.interval == .milliseconds(20))
        #expect(echo.plan.timeout == .milliseconds(1_500))
        #expect(echo.plan.maxBytes == 10)
        #expect(echo.plan.options == [.noDelay])
        #expect((echo.isContentWithAny, echo.family) == (true, .ipv4))
    }

    @Test func `a module of http has the options of its command, and accepts 2xx where it says nothing`() throws {
        let modules = try Self.modules(
            """
            modules:
              plain: {kind: http}
              full:
                kind: http
                method: PUT
                expect-status: [200, 5xx]
                expect_body: "^o.k"
                reject-body: error
                body: '{"a": 1}'
                header:
                  Host: shop.example
                  X-Dash: "-1"
              list:
                kind: http
                header: ["A: b", "C: d"]
                location: true
            """
        ).map { ($0.name, $0.exchange) }
        let exchanges = try Dictionary(uniqueKeysWithValues: modules.map { ($0.0, try #require($0.1)) })
        var plain = HTTPExchange()
        plain.expected = Set(200..<300)
        #expect(exchanges["plain"] == plain)
        var full = HTTPExchange()
        full.method = "PUT"
        full.expected = Set([200]).union(500..<600)
        full.expectedBody = try LinePattern("^o.k")
        full.refusedBody = try LinePattern("error")
        full.body = Array(#"{"a": 1}"#.utf8)
        full.headers = [("Host", "shop.example"), ("X-Dash", "-1")].map {
            HTTPRequest.Field(name: $0, value: Array($1.utf8))
        }
        #expect(exchanges["full"] == full)
        #expect(exchanges["list"]?.headers.map(\.name) == ["A", "C"])
        #expect(exchanges["list"]?.follows == true)
    }

    @Test func `there are modules of every kind, and each that needs no file can be made`() throws {
        #expect(Set(ModuleKeys.commands.map(ModuleKeys.kind)) == Set(Probe.all.map(\.name)))
        let table = ModuleTable()
        #expect(Set(Probe.all.map(\.name)).isSubset(of: table.descriptions.map(\.name)))
        for (name, settings) in table.descriptions {
            let module = try #require(table[name], "\(name)")
            #expect(module.settings == settings)
        }
        #expect(table["http_2xx"]?.exchange?.follows == true)
        #expect(table["nosuch"] == nil)
    }

    @Test func `the manual and the exporter's page list the same modules`() throws {
        let manual = try Repository.text("man/netlab-probe.1")
            .split(separator: "\nmodules:\n  connect:").last?.split(separator: ".Ed\n").first
        let listed = try ModuleFile.entries(in: Array("modules:\n  connect:\(try #require(manual))".utf8))
        #expect(listed.map(\.key) == ModuleTable.builtIn.map(\.key))
        #expect(
            listed.map { ModuleEntry.settings(of: $0.value) }
                == ModuleTable.builtIn.map { ModuleEntry.settings(of: $0.value) }
        )
        let table = ModuleTable()
        let page = String(decoding: ExporterPage.html(table), as: UTF8.self)
        let names = page.matches(of: #/>([^<>]+)</a> \(kind: /#).map { String($0.1) }
        #expect(names == table.descriptions.map(\.name))
    }

    @Test(arguments: [
        ("", 1, 1, "it has no 'modules'"), ("[]", 1, 1, "it has no 'modules'"), ("{}", 1, 1, "it has no 'modules'"),
        ("{\"modules\": {}, \"x\": 1}", 1, 17, "there is no key 'x'; there is modules"),
        ("modules: 3", 1, 10, "names with a module each"),
        ("modules:\n  m: {}\n", 2, 6, "module 'm': it has no 'kind'"),
        ("modules:\n  m: {kind: ping}\n", 2, 13, "module 'm': there is no kind 'ping'; there are connect,"),
        ("modules:\n  m:\n    kind: connect\n    cuont: 3\n", 4, 5, "there is no key 'cuont'; there are kind, family,"),
        ("modules: {m: {kind: connect, size: 3}}", 1, 30, "there is no key 'size'"),
        ("modules: {m: {kind: connect, json: true}}", 1, 30, "there is no key 'json'"),
        ("modules:\n  m:\n    kind: connect\n    ttl: 3\n    count: 0\n", 5, 12, "'0' is not a whole number"),
        ("modules: {m: {kind: connect, count: [1, 2]}}", 1, 37, "'1,2' is not a whole number"),
        ("modules: {m: {kind: connect, count: {a: 1}}}", 1, 37, "'count' has one value"),
        ("modules: {m: {kind: connect, count: }}", 1, 37, "'count' has no value"),
        ("modules: {m: {kind: connect, timeout: 0}}", 1, 39, "timeout must be more than 0"),
        ("modules: {m: {kind: connect, interval: 1 week}}", 1, 40, "is not a duration"),
        ("modules: {m: {kind: connect, family: ipx}}", 1, 38, "'family' is any, ipv4 or ipv6"),
        ("modules: {m: {kind: connect, any: 1}}", 1, 35, "'any' has to be true or false"),
        ("modules: {m: {kind: echo, message: a, size: 1}}", 1, 14, "--message is all that is sent"),
        ("modules: {<b>: {kind: connect}}", 1, 11, "module '<b>': its name"),
        ("modules: {m: {kind: timestamp, message: \"a\\nb\"}}", 1, 41, "more than one line"),
        ("modules: {m: {kind: http, expect-body: \"(\"}}", 1, 40, "--expect-body"),
        ("modules: {m: {kind: http}, m: {kind: echo}}", 1, 28, "twice"),
    ])
    func `a file that means nothing says where and why`(text: String, line: Int, column: Int, reason: String) throws {
        let error = try #require(throws: YAMLError.self) { try Self.modules(text) }
        #expect(error.reason.contains(reason), "\(error)")
        #expect(error.mark == YAMLNode.Mark(line: line, column: column), "\(error)")
    }

    @Test(arguments: [
        ("localhost:80", "localhost", "80", Transport.tcp), ("[::1]:http", "::1", "http", .tcp),
        ("udp:h:7", "h", "7", .udp), ("h", "h", "7", .tcp),
    ])
    func `a target is one host and one port`(text: String, host: String, service: String, transport: Transport) throws {
        let module = ExporterModule(name: "m", probe: .echo())
        let target = try ProbeExporterCommand.target(text, for: module)
        #expect(target == ExporterTarget(host: host, service: service, transport: transport))
    }

    @Test func `a target of http is a URL, with its path and query`() throws {
        let module = ExporterModule(name: "m", probe: .http())
        for text in ["http://[::1]:8080/a/b?c=d,e&f=1-2#g", "[::1]:8080/a/b?c=d,e&f=1-2"] {
            let target = try ProbeExporterCommand.target(text, for: module)
            #expect((target.host, target.service) == ("::1", "8080"))
            #expect(target.location?.target == "/a/b?c=d,e&f=1-2")
            #expect(target.location?.authority == "[::1]:8080")
        }
        #expect(try ProbeExporterCommand.target("h", for: module).location?.authority == "h")
        for text in ["https://h/", "http://h:1,2/", "http://h:0/", "http://" + String(repeating: "a", count: 5_000)] {
            #expect(throws: ExporterRefusal.self) { try ProbeExporterCommand.target(text, for: module) }
        }
    }

    @Test(arguments: [
        "h:1,2", "h:1-2", "unix:/run/a", "unix-dgram:/run/a", "h:0", "h:99999", "", "a b:1", "h\n:1", "fd:3", "[::1",
        String(repeating: "a", count: 400) + ":1",
    ])
    func `what is more, or less, or no host's is refused`(text: String) {
        let module = ExporterModule(name: "m", probe: .echo())
        #expect(throws: ExporterRefusal.self) { try ProbeExporterCommand.target(text, for: module) }
    }
}
