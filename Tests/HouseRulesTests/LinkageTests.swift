import TestSupport
import Testing

/// What the built binary brings along: FoundationEssentials, but neither all of Foundation nor ICU, which has 40 MB.
///
/// `NETLAB_BINARY` names another binary than the debug build's, such as a static one.
@Suite struct LinkageTests {
    @Test(.needs(.readelf)) func `no library of full Foundation is needed`() async throws {
        let run = try await Peer.readelf.run("--dynamic", "--wide", NetlabProcess.binary)
        #expect(run.status == 0)
        let libraries = run.output.matches(of: /NEEDED.*\[(?<name>[^\]]+)\]/).map { String($0.name) }
        #expect(libraries.contains { $0.hasPrefix("libc.") })
        #expect(libraries.filter { $0.contains("Foundation") && !$0.hasPrefix("libFoundationEssentials.") } == [])
        #expect(libraries.filter { $0.contains("icu") || $0.contains("ICU") } == [])
    }

    @Test(.needs(.readelf)) func `libpcap and libyaml are loaded when they are needed, not linked`() async throws {
        let run = try await Peer.readelf.run("--dynamic", "--wide", NetlabProcess.binary)
        #expect(!run.output.contains("libpcap") && !run.output.contains("libyaml"))
    }

    /// Of the binary that people are given; a debug build is bound as it runs.
    @Test(.needs(.readelf), .enabled(if: NetlabProcess.isNamed, "NETLAB_BINARY names no other binary"))
    func `all is bound at the start, and what that wrote is read-only then`() async throws {
        let dynamic = try await Peer.readelf.run("--dynamic", "--wide", NetlabProcess.binary)
        #expect(dynamic.output.contains("BIND_NOW") || dynamic.output.contains(/FLAGS_1.*NOW/))
        let segments = try await Peer.readelf.run("--program-headers", "--wide", NetlabProcess.binary)
        #expect(segments.output.contains("GNU_RELRO"))
    }

    @Test(.needs(.nm)) func `no symbol is of full Foundation or ICU`() async throws {
        let run = try await Peer.nm.run(NetlabProcess.binary)
        #expect(run.status == 0)
        let symbols = run.lines.compactMap { $0.split(separator: " ").last }
        #expect(symbols.contains { $0.contains("20FoundationEssentials") }, "has the binary no symbols?")
        #expect(symbols.filter { symbol in Self.foundation.contains { symbol.hasPrefix($0) } } == [])
        #expect(symbols.filter { symbol in Self.icu.contains { symbol.contains($0) } } == [])
    }

    /// Mangled names begin with their module, its length before it.
    private static let foundation = ["$s10Foundation", "$s24FoundationInternationalization"]

    /// ICU's C functions as Swift's build of it renames them, and the namespace of its C++ ones.
    private static let icu = ["swift_uloc_", "swift_ucnv_", "swift_u_", "6icu_"]
}
