import Platform
import TestSupport
import Testing
import Wire

/// `netlab probe udp`: reply, refusal and silence.
@Suite struct UDPProbeTests {
    private static func attempt(_ run: FinishedProcess) throws -> JSON? {
        try JSON(run.standardOutput).targets?.array?.first?.attempts?.array?.first
    }

    @Test(arguments: ["udp:127.0.0.1:0", "unix-dgram:"])
    func `what comes back is shown, and the kind of socket makes no difference`(endpoint: String) async throws {
        try await withTemporaryFolder { folder in
            let place = endpoint.hasSuffix(":") ? endpoint + folder.file("socket") : endpoint
            let run = try await RunningServer.run("echo", place) { server in
                let target = place == endpoint ? server.address : place
                return (
                    try await NetlabProcess.run("probe", "udp", "--send", "a\\x1b\\n", target),
                    try await NetlabProcess.run("probe", "udp", "--send-hex", "00ff", target, "--json")
                )
            }
            #expect(run.value.0.status == 0)
            #expect(run.value.0.output.contains("replied"))
            #expect(run.value.0.output.contains(#""a\x1b\n""#))
            let attempt = try Self.attempt(run.value.1)
            #expect(attempt?.outcome?.string == "replied")
            #expect(attempt?.textBase64?.string == "AP8=")
            #expect(attempt?.text == .null)
        }
    }

    @Test func `silence is never an open port, and a refusal is one`() async throws {
        let run = try await RunningServer.run("discard", "udp:127.0.0.1:0") {
            try await NetlabProcess.run("probe", "udp", $0.address, "--timeout", "100ms")
        }
        #expect(run.value.status == 1)
        #expect(run.value.output.contains("  silent  "))
        #expect(!run.value.output.contains("  open"))
        let nobody = try await NetlabProcess.run("probe", "udp", try ScriptedPeer.nobody())
        #expect(nobody.status == 69)
        #expect(nobody.output.contains("refused"))
    }

    @Test(arguments: [
        ["--send", "\\q"], ["--send-hex", "0"], ["--send", "a", "--query", "dns"],
        ["--send", "a", "--send-hex", "00"],
        ["--query", "smtp"], ["tcp:127.0.0.1:9"],
    ])
    func `what cannot be sent is refused in one line`(arguments: [String]) async throws {
        let run = try await NetlabProcess.run(["probe", "udp", "127.0.0.1:9"] + arguments)
        #expect(run.status == 64)
        #expect(run.errorLines.count <= 2)
        #expect(run.output == "")
    }

    @Test(.needsSandbox, .needs(Peer("dnsmasq"))) func `dnsmasq answers a query, and nothing else`() async throws {
        let run = try await Sandbox.run(
            """
            dnsmasq -k -C /dev/null --no-resolv --no-hosts -p 53 --listen-address=127.0.0.1 --bind-interfaces \
                --user=root --pid-file= 2>/dev/null & server=$!
            trap 'kill $server' EXIT
            "$netlab" probe --wait --for 20s -i 20ms 127.0.0.1:53 >/dev/null
            "$netlab" probe udp 127.0.0.1:53 --json
            "$netlab" probe udp 127.0.0.1:53 --send x --timeout 200ms --json
            """
        )
        let documents = try JSON.lines(run.standardOutput)
        let outcomes = documents.map { $0.targets?.array?.first?.attempts?.array?.first?.outcome?.string }
        #expect(outcomes == ["replied", "silent"])
    }
}
