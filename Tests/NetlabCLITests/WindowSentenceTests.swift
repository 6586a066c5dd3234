import Streams
import Testing
import Wire

@testable import NetlabCLI

/// Who is said to have waited for whom where segments end at the edge of the receive window.
@Suite struct WindowSentenceTests {
    private static let ends = (
        SocketAddress(address: .v4(0xc000_020a), port: 40_000), SocketAddress(address: .v4(0xc633_6414), port: 20)
    )

    /// Segments of 1,460 bytes that fill a window of 14,600, and then the one that the acknowledgment offers, 100 ms later.
    private func sentences(then window: UInt16) throws -> [String] {
        var table = StreamTable(keeping: .all)
        var number = 0
        func send(
            _ fromClient: Bool,
            _ sequence: UInt32,
            _ acknowledgment: UInt32,
            _ flags: TCPFlags,
            _ window: UInt16,
            _ bytes: Int,
            _ milliseconds: Int64
        ) {
            number += 1
            var options = TCPOptions()
            if flags.contains(.syn) { options.mss = 1_460 }
            table.add(
                TCPHeader(
                    sourcePort: fromClient ? 40_000 : 20,
                    destinationPort: fromClient ? 20 : 40_000,
                    sequence: sequence,
                    acknowledgment: acknowledgment,
                    flags: flags,
                    window: window,
                    options: options
                ),
                from: fromClient ? Self.ends.0 : Self.ends.1,
                to: fromClient ? Self.ends.1 : Self.ends.0,
                payloadLength: bytes,
                number: number,
                time: Timestamp(nanoseconds: milliseconds * 1_000_000),
                identification: UInt32(number)
            )
        }
        send(true, 999, 0, .syn, 65_535, 0, 0)
        send(false, 4_999, 1_000, [.syn, .ack], 14_600, 0, 100)
        send(true, 1_000, 5_000, .ack, 65_535, 0, 100)
        var sequence: UInt32 = 1_000
        var time: Int64 = 101
        for room in [14_600, Int(window)] {
            var room = room
            while room > 0 {
                let bytes = min(room, 1_460)
                send(true, sequence, 5_000, .ack, 65_535, bytes, time)
                sequence += UInt32(bytes)
                room -= bytes
            }
            time += 100
            send(false, 5_000, sequence, .ack, window, 0, time)
        }
        let report = StreamReport(table.streams[0], records: [])
        let delivery = try #require(report.clientToServer)
        return DeliveryExplanation(report: report, delivery: delivery, mtu: nil).sentences
    }

    @Test func `a window that never shrinks bounds the rate, and nobody waits for the reader`() throws {
        let sentences = try sentences(then: 14_600)
        #expect(!sentences.contains { $0.contains("reader") })
        #expect(sentences.contains { $0.contains("14,600 bytes may be under way in a round trip of 100") })
    }

    @Test func `a window that unread bytes have halved makes the sender wait for the reader`() throws {
        let sentences = try sentences(then: 2_920)
        #expect(sentences.contains { $0.hasSuffix("the sender had to wait for the reader.") })
    }
}
