import TestSupport
import Testing

/// What netlab says of each packet, beside what tshark says of it.
@Suite(.needs(.tshark)) struct AnalysisTests {
    /// What can happen to a capture between the wire and the file, or could have happened on the wire.
    enum Change: String, CaseIterable, CustomTestStringConvertible {
        case nothing = "as it was captured"
        case reordered = "out of order"
        case thinned = "with packets missing"
        case doubled = "with segments sent again"
        case closed = "with windows that close"
        case cut = "without its beginning"
        case wrapped = "with sequence numbers that wrap"
        case reused = "twice on the same ports"
        case crossing = "opened from both ends at once"
        case reset = "ended by resets"
        case all = "reordered, thinned, doubled, cut and wrapped"

        var testDescription: String { rawValue }

        func apply(to frames: inout Frames) {
            switch self {
            case .nothing: break
            case .reordered: frames.reorder()
            case .thinned: frames.drop()
            case .doubled: frames.sendAgain()
            case .closed: frames.changeWindows()
            case .cut: frames.cutStart()
            case .wrapped: frames.wrap()
            case .reused: frames.reusePorts()
            case .crossing: frames.openAtOnce()
            case .reset: frames.reset()
            case .all: for change in [Self.wrapped, .doubled, .thinned, .reordered, .cut] { change.apply(to: &frames) }
            }
        }
    }

    @Test(.needsLossyPath, arguments: Change.allCases)
    func `the packets of a lossy path are classed as tshark classes them`(change: Change) async throws {
        var frames = Frames(try await LossyPath.captures().client)
        change.apply(to: &frames)
        try await withTemporaryFolder { folder in
            let file = try folder.write(frames.file, to: "path.pcap")
            async let theirs = PacketLine.tshark(file)
            try await Self.expectSame(PacketLine.netlab(file), theirs)
            let classes = try await theirs.values.reduce(into: Set()) { $0.formUnion($1.classes) }
            #expect(classes.isSuperset(of: ["lost_segment", "retransmission", "duplicate_ack"]))
        }
    }

    @Test(.needsSandbox, arguments: [2304, 4096, 6912])
    func `a slow reader's packets are classed as tshark classes them`(receiveBuffer: Int) async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("lab.pcap")
            let options = ["--read-delay", "10ms", "--receive-buffer", "\(receiveBuffer)", "-w", file]
            let lab = try await NetlabProcess.run(["capture", "lab"] + options)
            try #require(lab.status == 0, "\(lab.errors)")
            let ours = try await PacketLine.netlab(file)
            try await Self.expectSame(ours, PacketLine.tshark(file))
            #expect(ours.values.contains { $0.classes.contains("window_full") })
        }
    }

    /// All numbers are the same, and all classes but of one packet in a thousand.
    private static func expectSame(_ ours: [Int: PacketLine], _ theirs: [Int: PacketLine]) throws {
        #expect(ours.keys.sorted() == theirs.keys.sorted())
        #expect(ours.mapValues(\.numbers) == theirs.mapValues(\.numbers))
        let others = theirs.filter { ours[$0]?.classes != $1.classes }
        let sample = others.prefix(5).map { "\($0): \($1.classes), not \(ours[$0]?.classes ?? [])" }
        #expect(others.count <= theirs.count / 1000, "\(sample)")
    }
}
