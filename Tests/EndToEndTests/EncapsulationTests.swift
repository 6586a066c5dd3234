import TestSupport
import Testing

/// What is behind other headers is what it is without them, and what is not decoded is said.
@Suite struct EncapsulationTests {
    private static func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }

    /// The headers before an IP packet of a length, from the EtherType on; they say where it ends, or it does.
    private static let headers: [@Sendable (Int) -> [UInt8]] = [
        { [0x88, 0x64, 0x11, 0, 0, 7] + big16($0 + 2) + [0, 0x21] },
        // A frame that is too long for a length has an EtherType in its place.
        { ($0 > 1_492 ? [0x88, 0x70] : big16($0 + 8)) + [0xaa, 0xaa, 3, 0, 0, 0, 8, 0] },
        { _ in [0x88, 0x47, 0, 1, 0, 0xff, 0, 1, 0x11, 0xff] },
        // GTP-U in UDP in IPv4.
        {
            [8, 0, 0x45, 0] + big16($0 + 36) + [0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]
                + [8, 0x68, 8, 0x68] + big16($0 + 16) + [0, 0, 0x30, 255] + big16($0) + [0, 0, 0, 7]
        },
    ]

    @Test(arguments: headers.indices)
    func `a stream behind other headers is the one without them`(index: Int) async throws {
        let file = try contents(of: Fixture.Lab.capture)
        var frames = Frames(file)
        frames.encapsulate(Self.headers[index])
        let (plain, wrapped) = try await withTemporaryFolder { folder in
            let path = try folder.write(frames.file, to: "wrapped")
            return (
                try CaptureDocument(try await NetlabProcess.run("capture", "-r", Fixture.Lab.capture, "--json")),
                try CaptureDocument(try await NetlabProcess.run("capture", "-r", path, "--json"))
            )
        }
        #expect(try wrapped.answer.segmentItems?.map(\.bytes) == plain.answer.segmentItems?.map(\.bytes))
        #expect(try wrapped.answer.uniqueBytes == plain.answer.uniqueBytes)
        #expect(wrapped.source.undecodedPackets == 0)
        #expect(wrapped.source.truncatedPackets == 0)
    }

    @Test func `what is not decoded is counted and named`() async throws {
        var frames = Frames(try contents(of: Fixture.Lab.capture))
        let count = frames.frames.count
        frames.encapsulate { _ in [0x88, 0xcc, 2, 7] }
        let (text, report) = try await withTemporaryFolder { folder in
            let path = try folder.write(frames.file, to: "undecoded")
            return (
                try await NetlabProcess.run("capture", "-r", path),
                try CaptureDocument(try await NetlabProcess.run("capture", "-r", path, "--json"))
            )
        }
        #expect(text.lines.contains("  \(count) packets of EtherType 0x88cc (LLDP)"))
        #expect(report.source.undecodedPackets == count)
        #expect(report.source.undecoded == [.init(kind: "EtherType 0x88cc (LLDP)", packets: count)])
    }

    @Test func `a packet that is longer than its frame says so`() async throws {
        var frames = Frames(try contents(of: Fixture.Lab.capture))
        let last = frames.cutLongest(by: 300)
        let (text, events, report) = try await withTemporaryFolder { folder in
            let path = try folder.write(frames.file, to: "short")
            return (
                try await NetlabProcess.run("capture", "-r", path, "--view", "packets"),
                try await NetlabProcess.run("capture", "-r", path, "--format", "ndjson"),
                try CaptureDocument(try await NetlabProcess.run("capture", "-r", path, "--json"))
            )
        }
        #expect(text.lines[last].contains(" [300 bytes missing]"))
        #expect(text.lines.count { $0.contains("missing") } == 1)
        #expect(events.lines.count { $0.contains(#""missingBytes":300"#) } == 1)
        #expect(report.source.truncatedPackets == 1)
    }
}
