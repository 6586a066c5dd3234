import Streams
import TestSupport
import Testing
import Wire

/// Captures and records come from anywhere: whatever they hold, there is a report in the end.
@Suite struct HostileValueTests {
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `packets with any numbers in them are followed`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let extremes: [UInt32] = [0, 1, 0x7fff_ffff, 0x8000_0000, 0x8000_0001, .max - 1, .max]
        let times: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        var table = StreamTable(keeping: .all)
        for number in 1...200 {
            let isForward = Bool.random(using: &generator)
            let ends = [Conversation.client, Conversation.server]
            var options = TCPOptions()
            options.byteCount = [0, 12, 40].randomElement(using: &generator) ?? 0
            options.mss = [nil, 0, 1, 1_460, .max].randomElement(using: &generator) ?? nil
            options.windowScale = [nil, 0, 14, .max].randomElement(using: &generator) ?? nil
            let header = TCPHeader(
                sourcePort: 1,
                destinationPort: 2,
                sequence: extremes.randomElement(using: &generator) ?? 0,
                acknowledgment: extremes.randomElement(using: &generator) ?? 0,
                flags: TCPFlags(rawValue: .random(in: 0...0x1ff, using: &generator)),
                window: [0, 1, .max].randomElement(using: &generator) ?? 0,
                options: options
            )
            _ = table.add(
                header,
                from: ends[isForward ? 0 : 1],
                to: ends[isForward ? 1 : 0],
                payloadLength: [0, 1, 1_448, 1 << 32].randomElement(using: &generator) ?? 0,
                number: number,
                time: Timestamp(nanoseconds: times.randomElement(using: &generator) ?? 0)
            )
        }
        for stream in table.streams {
            let report = StreamReport(stream, records: Self.records(&generator))
            for direction in Direction.allCases {
                let flow = stream.flow(direction)
                #expect(flow.uniqueBytes <= flow.payloadBytes)
                // Keep-alives, window probes and SYNs of other connections bring bytes that are neither.
                #expect(flow.uniqueBytes + flow.retransmittedBytes <= flow.payloadBytes)
                #expect(stream.gaps(direction) >= 0)
                #expect((report.delivery(direction)?.segments.count ?? -1) == flow.segments)
                #expect((report.delivery(direction)?.extent ?? -1) >= 0)
            }
        }
    }

    /// Records of both ends with offsets and lengths up to 2⁶⁰, which is what their reader lets through.
    private static func records(_ generator: inout SeededGenerator) -> [CallRecord] {
        let numbers: [Int64] = [0, 1, 1_448, 1 << 31, 1 << 32, (1 << 60) - 1, 1 << 60]
        let times: [Int64] = [.min, -1, 0, 1, .max]
        let durations: [Int64] = [0, 1, .max]
        return [IOCall.clientOpens, .serverOpens].map { opening in
            var opening = opening
            opening.time = Timestamp(nanoseconds: times.randomElement(using: &generator) ?? 0)
            opening.durationNanoseconds = durations.randomElement(using: &generator) ?? 0
            var calls = [opening]
            for index in 0..<40 {
                let offset = numbers.randomElement(using: &generator) ?? 0
                let bytes = numbers.randomElement(using: &generator) ?? 0
                var call = index.isMultiple(of: 2) ? IOCall.write(offset, bytes) : .read(offset, bytes)
                call.time = Timestamp(nanoseconds: times.randomElement(using: &generator) ?? 0)
                call.durationNanoseconds = durations.randomElement(using: &generator) ?? 0
                calls.append(call)
            }
            let header = IORecordHeader(recorder: "", host: "", process: 0, program: "")
            return CallRecord(header: header, calls: calls)
        }
    }

    @Test func `a call that returns at the end of time has returned`() throws {
        var conversation = Conversation()
        conversation.handshake()
        let call = IOCall.write(0, 1 << 60, at: 1_000, lasting: .max)
        let delivery = try #require(StreamReport(conversation, client: [call]).clientToServer)
        #expect(delivery.writes?.items.first?.returnNanoseconds == .max)
    }

    @Test func `a connection opened at either end of time is the stream's all the same`() {
        for time in [Int64.min, .max] {
            var opening = IOCall.clientOpens
            opening.time = Timestamp(nanoseconds: time)
            opening.durationNanoseconds = .max
            let header = IORecordHeader(recorder: "", host: "", process: 0, program: "")
            var conversation = Conversation()
            conversation.handshake()
            let report = StreamReport(conversation.stream, records: [CallRecord(header: header, calls: [opening])])
            #expect(report.matchedRecords == 1)
        }
    }
}
