import TestSupport
import Testing

/// `netlab capture -i`, on the loopback of a private namespace.
///
/// Each datagram to a closed port is answered by an ICMP error: two packets.
@Suite(.needsSandbox, .needs(.ip)) struct LiveCaptureTests {
    /// The packets of a text capture with `--view packets`.
    private static func packets(_ run: FinishedProcess) -> [String] { run.lines.filter { $0.contains(" > ") } }

    @Test(arguments: ["INT", "TERM", "HUP"])
    func `a signal ends a capture, and what the kernel still held is not lost`(signal: String) async throws {
        let run = try await Sandbox.run(
            #"listen "$netlab" capture -i lo --view packets; send 20; kill -$1 "$child"; wait "$child""#,
            signal
        )
        #expect(run.status == 0)
        #expect(Self.packets(run).count == 40)
        #expect(run.errorLines.contains("40 packets captured"))
        #expect(run.errorLines.contains("0 packets dropped by kernel"))
    }

    @Test func `a capture that ignores the end of its terminal goes on`() async throws {
        let run = try await Sandbox.run(
            #"listen nohup "$netlab" capture -i lo -c 2; kill -HUP "$child"; send 1; wait "$child""#
        )
        #expect(run.status == 0)
        #expect(run.errorLines.contains("2 packets captured"))
    }

    @Test func `SIGUSR1 asks how it goes`() async throws {
        let run = try await Sandbox.run(
            """
            listen "$netlab" capture -i lo --json
            kill -USR1 "$child"
            while read -r line <&9; do [[ $line != *"dropped by kernel" ]] || break; done
            send 1
            kill -INT "$child"
            wait "$child"
            """
        )
        #expect(run.status == 0)
        let counts = run.errorLines.filter { $0.hasSuffix("captured") }
        #expect(counts == ["0 packets captured", "2 packets captured"])
        let document = try JSON(run.standardOutput)
        #expect(document.source?.packets?.integer == 2)
        #expect(document.source?.droppedByKernel?.integer == 0)
    }

    @Test func `an idle capture ends when its time is up, or nobody reads it`() async throws {
        let timed = try await Sandbox.run(#""$netlab" capture -i lo --for 10ms"#)
        #expect(timed.status == 0)
        let closed = try await Sandbox.run(#""$netlab" capture -i lo --view packets | true; exit ${PIPESTATUS[0]}"#)
        #expect(closed.status == 0)
    }

    @Test func `-c ends a capture after so many packets`() async throws {
        let run = try await Sandbox.run(
            #"listen "$netlab" capture -i lo -c 3 --immediate --view packets; send 20; wait "$child""#
        )
        #expect(run.status == 0)
        #expect(Self.packets(run).count == 3)
    }

    @Test func `a filter file may have comments and lines`() async throws {
        try await withTemporaryFolder { folder in
            let filter = try folder.write(Array("# errors\nicmp # only\nand\n  host 127.0.0.1\n".utf8), to: "filter")
            let run = try await Sandbox.run(
                #"listen "$netlab" capture -i lo -F "$1" -c 2 --view packets; send 5; wait "$child""#,
                filter
            )
            #expect(Self.packets(run).count == 2)
            #expect(Self.packets(run).allSatisfy { $0.contains("ICMP") })
        }
    }

    @Test func `what came before its interface went away is shown`() async throws {
        let run = try await Sandbox.run(
            """
            ip link add there type veth peer name here
            ip address add 192.0.2.1/24 dev there
            ip link set there up
            ip link set here up
            listen "$netlab" capture -i there --immediate --json
            exec 8<>/dev/udp/192.0.2.2/9
            echo >&8
            while [[ $(cat /sys/class/net/there/statistics/tx_packets) == 0 ]]; do :; done
            ip link delete there
            wait "$child"
            """
        )
        #expect(run.status == 71)
        #expect(run.errorLines.contains { $0.hasSuffix("disappeared") })
        #expect(try JSON(run.standardOutput).source?.packets?.integer ?? 0 > 0)
    }

    @Test func `two interfaces are one capture`() async throws {
        let run = try await Sandbox.run(
            """
            listen "$netlab" capture -i lo -i any --format ndjson
            send 3
            kill -INT "$child"
            wait "$child"
            """
        )
        #expect(run.status == 0)
        let events = try run.lines.map { try JSON(Array($0.utf8)) }
        let times = events.compactMap { $0.time?.string }
        // `any` stamps the loopback's packets alike.
        #expect(times.count == 12)
        #expect(Set(times).count == 6)
        #expect(events.last?.source?.linkType?.string?.split(separator: ",").sorted() == ["EN10MB", "LINUX_SLL"])
    }

    @Test func `the kernel's nanoseconds are kept`() async throws {
        let run = try await Sandbox.run(
            #"listen "$netlab" capture -i lo --format ndjson; send 20; kill -INT "$child"; wait "$child""#
        )
        let times = try run.lines.compactMap { try JSON(Array($0.utf8)).time?.string }
        #expect(!times.allSatisfy { $0.hasSuffix("000Z") })
    }
}
