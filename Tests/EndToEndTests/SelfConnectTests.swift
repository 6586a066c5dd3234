import TestSupport
import Testing

/// Closed ports among those that the kernel picks for clients are refused, never connected by the client itself.
@Suite struct SelfConnectTests {
    @Test(
        .needsSandbox,
        arguments: [
            "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0",
        ]
    )
    func `a scan of them finds no open one, over TCP and UDP`(host: String) async throws {
        let run = try await Sandbox.run(
            """
            echo 40000 40015 >/proc/sys/net/ipv4/ip_local_port_range
            for n in 1 2 3 4 5; do "$netlab" probe \(host):40000-40015 --concurrency 1; done
            for n in 1 2 3 4 5; do "$netlab" probe echo --timeout 5s udp:\(host):40000-40015 -c 1 --concurrency 1; done
            """
        )
        #expect(run.lines.count == 160)
        #expect(run.lines.filter { !$0.contains("  refused  ") } == [])
    }

    @Test(
        .needsSandbox,
        arguments: [
            "banner --timeout 5s 127.0.0.1:40001", "repeat 127.0.0.1:40001 abc --timeout 5s", "--race 127.0.0.1:40001",
        ]
    )
    func `every way to connect has a port of its own`(words: String) async throws {
        let run = try await Sandbox.run(
            """
            echo 40000 40003 >/proc/sys/net/ipv4/ip_local_port_range
            for n in 1 2 3 4 5 6 7 8; do "$netlab" probe \(words) >/dev/null; echo $?; done
            """
        )
        #expect(run.lines == Array(repeating: "69", count: 8))
    }

    @Test(.needsSandbox) func `--wait waits on for who is to listen there, even where no other port is left`()
        async throws
    {
        let run = try await Sandbox.run(
            """
            echo 40000 40000 >/proc/sys/net/ipv4/ip_local_port_range
            "$netlab" probe --wait --interval 0 --for 300ms 127.0.0.1:40000
            """
        )
        #expect(run.status == 69)
        #expect(run.lines.contains { $0.contains("0 connected, 100 % lost") })
    }
}
