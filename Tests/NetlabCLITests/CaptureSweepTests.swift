import Capturing
import Streams
import TestSupport
import Testing

@testable import NetlabCLI

/// Whatever a file holds, every view of it comes to an end, in bounded time and space, and is fit for a terminal.
@Suite struct CaptureSweepTests {
    /// Makes every view of the file.
    private static func check(
        _ path: String,
        keeping: StreamTable.Keeping = .few(16),
        showsAll: Bool = false
    ) throws {
        let view = try EveryView(path, keeping: keeping, showsAll: showsAll)
        #expect(view.harmfulLine == nil, "\(path)")
        // A packet of nothing has a line of its own, and a record of a message its longest name.
        let bytes = try contents(of: path).count
        let output = view.text.reduce(0) { $0 + $1.utf8.count } + view.events.count + view.document.count
        #expect(output < 200_000 + 100 * bytes, "\(path)")
    }

    @Test func `every capture is shown, and its JSON is JSON`() async throws {
        for (name, path) in SharedCaptures.names.map({ ($0, (SharedCaptures.folder ?? "") + "/" + $0) })
            + Repository.files(in: "Tests/Fixtures", suffix: ".pcap").map({ ($0, Repository.path($0)) })
        {
            for keeping in [StreamTable.Keeping.none, .only(0), .all] {
                try Self.check(path, keeping: keeping, showsAll: keeping == .none)
            }
            let view = try EveryView(path)
            let events = view.report.packets + view.report.streams.count + 2
            #expect(throws: Never.self, "\(name)") { _ = try JSON(view.document) }
            #expect((try? JSON.lines(view.events).count) == events, "\(name)")
            await Task.yield()
        }
    }

    @Test(arguments: Repository.files(in: "Tests/Fixtures", suffix: ".pcap"))
    func `every prefix of a fixture is shown`(name: String) async throws {
        let bytes = try contents(of: Repository.path(name))
        // All of a short file; of a long one, but in scripts/fuzz's first round, its front and a few in every packet.
        let front = bytes.count < 5_000 || Sweep.round == 1 ? bytes.count : 800
        for length in Array(0...front) + Array(stride(from: front, to: bytes.count, by: 61)) {
            try await Sweep.check(Array(bytes.prefix(length)), "prefix-\(length)-\(name)") { try Self.check($0) }
        }
    }

    /// Seeds are numbered on from round to round, so that each round has others.
    @Test(arguments: 0..<4)
    func `captures with bytes changed are shown`(part: Int) async throws {
        let rounds: UInt64 = 10
        for (index, capture) in try Sweep.captures(smallerThan: 40_000).enumerated() where index % 4 == part {
            for seed in Sweep.round * rounds..<(Sweep.round + 1) * rounds {
                try await Sweep.check(Sweep.changed(capture.bytes, seed: seed), "seed-\(seed)-\(capture.name)") {
                    try Self.check($0, showsAll: seed % 5 == 0)
                }
            }
        }
    }
}
