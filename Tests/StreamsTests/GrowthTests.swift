import TestSupport
import Testing
import Wire

@testable import Streams

/// Twice as much takes about twice as long, in whatever order a capture or a record has it.
@Suite struct GrowthTests {
    private static let longest = 2.5

    @Test func `segments whose holes stay open are counted in reverse`() {
        let growth = growth(from: 60_000) { count in
            var coverage = ByteCoverage(from: 0)
            for index in (0..<count).reversed() { _ = coverage.add(Int64(2 * index + 1)..<Int64(2 * index + 2)) }
            #expect(coverage.holes(startingBefore: .max) == count)
        }
        #expect(growth < Self.longest)
    }

    @Test(arguments: [false, true])
    func `bytes are put in order that came in reverse, or before those that fill their holes`(isReversed: Bool) {
        let bytes: [UInt8] = [1]
        let growth = growth(from: 4_000) { count in
            // Every other byte, and then those between.
            let odd = (0..<count).map { 2 * $0 + 1 }
            let offsets = isReversed ? Array((0..<2 * count).reversed()) : odd + (0..<count).map { 2 * $0 }
            var assembler = ByteAssembler(from: 0)
            var pieces: [ByteAssembler.Piece] = []
            for offset in offsets {
                assembler.add(bytes.span, length: 1, at: Int64(offset), elapsedNanoseconds: 0, to: &pieces)
            }
            #expect(pieces.count == 2 * count)
        }
        #expect(growth < Self.longest)
    }

    @Test func `packets in reverse are joined to what they carried`() {
        let growth = growth(from: 10_000) { count in
            var conversation = Conversation()
            conversation.handshake()
            for index in (0..<count).reversed() { conversation.send(.clientToServer, 10, at: Int64(20 * index)) }
            #expect(StreamReport(conversation.stream, records: []).clientToServer?.carriers.count == count)
        }
        #expect(growth < Self.longest)
    }

    @Test(arguments: [false, true])
    func `as many streams as connections find each other, on whatever ports`(isSamePort: Bool) {
        let growth = growth(from: 5_000) { count in
            var table = StreamTable(keeping: .none)
            var calls: [IOCall] = []
            for index in 0..<count {
                var client = Conversation.client
                if !isSamePort { client.port = UInt16(1_024 + index) }
                let header = TCPHeader(
                    sourcePort: client.port,
                    destinationPort: Conversation.server.port,
                    sequence: UInt32(index),
                    acknowledgment: 0,
                    flags: .syn,
                    window: 1
                )
                let time = Conversation.start + Int64(index) * 1_000_000_000
                table.add(
                    header,
                    from: client,
                    to: Conversation.server,
                    payloadLength: 0,
                    number: index + 1,
                    time: time
                )
                let opening = IOCall.Operation.open(local: .internet(client), remote: .internet(Conversation.server))
                calls.append(.made(opening, at: Int64(index) * 1_000_000_000, connection: index + 1))
            }
            let header = IORecordHeader(recorder: "netlab", host: "a", process: 1, program: "test")
            let record = CallRecord(header: header, calls: calls)
            #expect(table.streams.count == count)
            #expect(table.streams.allSatisfy { record.connection(of: $0)?.connection == $0.id + 1 })
        }
        #expect(growth < Self.longest)
    }

    @Test func `calls that claim the same bytes are not joined`() {
        let growth = growth(from: 4_000) { count in
            var conversation = Conversation()
            conversation.handshake()
            conversation.send(.clientToServer, 100)
            let writes = (0..<count).map { IOCall.write(Int64($0), 1 << 59) }
            let reads = (0..<count).map { _ in IOCall.read(0, 1 << 60) }
            let report = StreamReport(conversation, client: writes, server: reads)
            #expect(report.matchedRecords == 2)
            #expect(report.clientToServer?.writes == nil)
            #expect(report.clientToServer?.reads == nil)
            #expect(report.clientToServer?.messages.map(\.source) == [.inferred])
        }
        #expect(growth < Self.longest)
    }

    @Test func `calls that follow each other are joined, in whatever order their lines are`() {
        let calls = (0..<50).map { IOCall.write(Int64($0) * 10, 10) }
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 500)
        let report = StreamReport(conversation, client: calls.reversed())
        #expect(report.clientToServer?.writes?.items.map(\.offset) == (0..<50).map { $0 * 10 })
        #expect(report.clientToServer?.messages.count == 50)
    }
}
