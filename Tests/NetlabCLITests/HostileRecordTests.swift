import Rendering
import Streams
import Testing
import Wire

@testable import NetlabCLI

/// Records that claim any times and places: they are drawn somehow, and nothing ends.
@Suite struct HostileRecordTests {
    private static let ends = (
        client: SocketAddress(address: .loopback4, port: 40_000), server: SocketAddress(address: .loopback4, port: 80)
    )

    /// A stream of one segment of 100 bytes.
    private static var stream: TCPStream {
        var table = StreamTable(keeping: .all)
        for (number, packet) in [(TCPFlags.syn, 9, 0), (.ack, 10, 100)].enumerated() {
            let header = TCPHeader(
                sourcePort: 40_000,
                destinationPort: 80,
                sequence: UInt32(packet.1),
                acknowledgment: 1,
                flags: packet.0,
                window: 500
            )
            _ = table.add(
                header,
                from: ends.client,
                to: ends.server,
                payloadLength: packet.2,
                number: number + 1,
                time: Timestamp(nanoseconds: 1_000)
            )
        }
        return table.streams[0]
    }

    private static func record(_ local: SocketAddress, _ remote: SocketAddress, _ calls: [IOCall]) -> CallRecord {
        let header = IORecordHeader(recorder: "", host: "", process: 0, program: "")
        return CallRecord(
            header: header,
            calls: [call(.open(local: .internet(local), remote: .internet(remote)), 0, 0)] + calls
        )
    }

    private static func call(_ operation: IOCall.Operation, _ time: Int64, _ duration: Int64) -> IOCall {
        IOCall(
            connection: 1,
            call: "call",
            operation: operation,
            time: Timestamp(nanoseconds: time),
            durationNanoseconds: duration
        )
    }

    @Test(arguments: [.min, -1, 0, .max] as [Int64], [0, 1, .max] as [Int64])
    func `any times and places are drawn`(time: Int64, duration: Int64) throws {
        let places: [Int64] = [1 << 60, 0, 50]
        let writes = places.map { Self.call(.write(offset: $0, bytes: 1 << 60, requestedBytes: 1), time, duration) }
        let reads = places.map { Self.call(.read(offset: $0, bytes: 1 << 60, requestedBytes: 1), 0, duration) }
        let report = StreamReport(
            Self.stream,
            records: [
                Self.record(Self.ends.client, Self.ends.server, writes),
                Self.record(Self.ends.server, Self.ends.client, reads),
            ]
        )
        let delivery = try #require(report.clientToServer)
        let style = Style(isColored: true)
        let lanes = LanesText(report: report, delivery: delivery, mtu: nil, columns: 80, style: style, limit: nil)
        let ladder = LadderText(report: report, delivery: delivery, columns: 80, style: style, limit: nil)
        #expect(!lanes.lines.isEmpty)
        #expect(!ladder.lines.isEmpty)
    }
}
