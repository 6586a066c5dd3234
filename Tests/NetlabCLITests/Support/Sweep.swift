import FoundationEssentials
import TestSupport
import Testing

/// Files as nobody would write them, each through a check that must come to an end.
///
/// What is being checked lies in .build/sweep under a name that says what was done to which file, and stays there when
/// it ends the process.
enum Sweep {
    /// More than any small file may take, on a busy machine, in a debug build.
    static let limit = Duration.seconds(20)

    /// Each has seeds of its own; `scripts/fuzz` goes through many.
    static let round: UInt64 = environment("NETLAB_SWEEP_ROUND") ?? 0

    private static func environment(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// Every capture that is at hand and smaller than `limit` bytes, by a name for it.
    static func captures(smallerThan limit: Int) throws -> [(name: String, bytes: [UInt8])] {
        let fixtures = Repository.files(in: "Tests/Fixtures", suffix: ".pcap").map { ($0, Repository.path($0)) }
        let shared = SharedCaptures.names.map { ($0, (SharedCaptures.folder ?? "") + "/" + $0) }
        return try (fixtures + shared).compactMap { name, path in
            let bytes = try contents(of: path)
            return bytes.count < limit ? (name, bytes) : nil
        }
    }

    /// Checks a file of these bytes; `name` has to tell how they came about.
    static func check(_ bytes: [UInt8], _ name: String, _ body: (String) throws -> Void) async throws {
        let folder = Repository.path(".build/sweep")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/" + String(name.map { $0 == "/" ? "_" : $0 })
        try Data(bytes).write(to: URL(filePath: path))
        let time = ContinuousClock().measure {
            do { try body(path) } catch { Issue.record(error, "\(path)") }
        }
        #expect(time < limit, "\(path)")
        try FileManager.default.removeItem(atPath: path)
        // Others wait for their turn.
        await Task.yield()
    }

    /// `bytes` with a few of them changed, mostly to values at which numbers end, and now and then cut or doubled.
    static func changed(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(state: seed)
        var bytes = bytes
        guard !bytes.isEmpty else { return bytes }
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            // Headers stand at the front.
            let end = Bool.random(using: &generator) ? bytes.count : min(bytes.count, 200)
            let place = Int.random(in: 0..<end, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = 0
            case 1: bytes[place] = 0xff
            case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<16, using: &generator) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes.insert(contentsOf: bytes[place...].prefix(64), at: place)
        case 2: bytes.removeSubrange(place..<min(place + 8, bytes.count))
        default: break
        }
        return bytes
    }
}
