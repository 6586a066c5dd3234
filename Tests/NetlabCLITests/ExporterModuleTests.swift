import Composing
import Platform
import Probing
import Testing
import Wire

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
                      "family": "ipv4", "maxBytes": 10},
                "a": {"kind": "connect"}
            }}
            """
        )
        #expect(modules.map(\.name) == ["a", "b"])
        let (plain, echo) = (modules[0], modules[1])
        #expect(plain.plan == ProbePlan(maxBytes: 1 << 30))
        #expect(plain.probe.name == "connect")
        #expect(echo.plan.count == 5)
        #expect(echo.plan.interval == .milliseconds(20))
        #expect(echo.plan.timeout == .milliseconds(1_500))
        #expect(echo.plan.maxBytes == 10)
        #expect((echo.isContentWithAny, echo.family) == (true, .ipv4))
    }

    @Test(arguments: [
        ("", "it is not JSON"), ("[]", "it is of another type than it has to be"), ("{}", "it has no 'modules'"),
        (#"{"modules": {}, "x": 1}"#, "there is no key 'x'; there are modules"),
        (#"{"modules": {"m": {}}}"#, "module 'm': it has no 'kind'"),
        (#"{"modules": {"m": {"kind": "ping"}}}"#, "module 'm': there is no kind 'ping'; there are connect,"),
        (
            #"{"modules": {"m": {"kind": "connect", "cuont": 3}}}"#,
            "module 'm': there is no key 'cuont'; there are kind,"
        ),
        (#"{"modules": {"m": {"kind": "connect", "size": 3}}}"#, "there is no key 'size'"),
        (#"{"modules": {"m": {"kind": "connect", "count": 0}}}"#, "'0' is not a whole number from 1 to 10,000"),
        (#"{"modules": {"m": {"kind": "connect", "count": "3"}}}"#, "'modules.m.count' is of another type"),
        (#"{"modules": {"m": {"kind": "connect", "timeout": 0}}}"#, "'timeout' must be more than 0"),
        (#"{"modules": {"m": {"kind": "connect", "interval": "1 week"}}}"#, "is not a duration"),
        (#"{"modules": {"m": {"kind": "connect", "family": "ipx"}}}"#, "there is no family 'ipx'"),
        (#"{"modules": {"m": {"kind": "echo", "message": "a", "size": 1}}}"#, "'message' is all that is sent"),
        (#"{"modules": {"<b>": {"kind": "connect"}}}"#, "module '<b>': its name"),
        (#"{"modules": {"m": {"kind": "timestamp", "message": "a\nb"}}}"#, "more than one line"),
    ])
    func `a file that means nothing says where and why`(text: String, reason: String) throws {
        let said = #expect(throws: (any Error).self) { try Self.modules(text) }
        #expect(ModuleFile.reason(try #require(said)).contains(reason))
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

    @Test(arguments: [
        "h:1,2", "h:1-2", "unix:/run/a", "unix-dgram:/run/a", "h:0", "h:99999", "", "a b:1", "h\n:1", "fd:3", "[::1",
        String(repeating: "a", count: 400) + ":1",
    ])
    func `what is more, or less, or no host's is refused`(text: String) {
        let module = ExporterModule(name: "m", probe: .echo())
        #expect(throws: ExporterRefusal.self) { try ProbeExporterCommand.target(text, for: module) }
    }
}
