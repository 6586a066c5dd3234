import Streams
import TestSupport
import Testing

@testable import NetlabCLI

/// Whatever records hold, they are refused or joined with the capture, and every view of that comes to an end.
@Suite struct RecordSweepTests {
    private static func check(_ path: String, beside other: CallRecord) throws {
        guard let record = try? IORecordReader(path).read().record else { return }
        let view = try EveryView(Fixture.Lab.capture, records: [record, other])
        #expect(view.harmfulLine == nil, "\(path)")
        #expect(throws: Never.self, "\(path)") { _ = try JSON(view.document) }
    }

    private static func name(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

    @Test(arguments: [(Fixture.Lab.server, Fixture.Lab.client), (Fixture.Lab.client, Fixture.Lab.server)])
    func `every prefix of a record is refused or joined`(path: String, otherPath: String) async throws {
        let bytes = try contents(of: path)
        let other = try IORecordReader(otherPath).read().record
        for length in 0...bytes.count {
            try await Sweep.check(Array(bytes.prefix(length)), "prefix-\(length)-\(Self.name(path))") {
                try Self.check($0, beside: other)
            }
        }
    }

    @Test(arguments: [(Fixture.Lab.server, Fixture.Lab.client), (Fixture.Lab.client, Fixture.Lab.server)])
    func `a record with other numbers, or bytes changed, is refused or joined`(
        path: String,
        otherPath: String
    ) async throws {
        let bytes = try contents(of: path)
        let other = try IORecordReader(otherPath).read().record
        for seed in Sweep.round * 300..<(Sweep.round + 1) * 300 {
            let changed = seed % 4 == 0 ? Sweep.changed(bytes, seed: seed) : Self.withOtherNumbers(bytes, seed: seed)
            try await Sweep.check(changed, "seed-\(seed)-\(Self.name(path))") { try Self.check($0, beside: other) }
        }
    }

    /// Some of the record's numbers replaced by those at which something ends.
    private static func withOtherNumbers(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(state: seed)
        let others = [0, 1, 2, 1_447, 29_999, 1 << 31, 1 << 32, (1 << 60) - 1, 1 << 60, .max]
        var text = String(decoding: bytes, as: UTF8.self)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let numbers = text.ranges(of: /:[0-9]+\b/)
            guard let range = numbers.randomElement(using: &generator) else { break }
            text.replaceSubrange(range, with: ":\(others.randomElement(using: &generator) ?? 0)")
        }
        return Array(text.utf8)
    }
}
