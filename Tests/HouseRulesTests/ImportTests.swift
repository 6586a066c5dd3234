import TestSupport
import Testing

/// Arrows point down: what each target may import.
@Suite struct ImportTests {
    /// Left out are Swift itself and what is in a target's own folder.
    static let allowed: [String: Set<String>] = [
        "netlab": ["NetlabCLI"],
        "NetlabCLI": [
            "ArgumentParser", "FoundationEssentials", "Synchronization", "SystemPackage",
            "Rendering", "Composing", "Resolving", "Serving", "Probing", "Capturing", "Streams", "Platform", "Pcap",
            "Wire", "YAML",
        ],
        "Composing": [
            "Synchronization", "SystemPackage",
            "Serving", "Probing", "Capturing", "Streams", "Platform", "Pcap", "Wire",
        ],
        // No engine knows another.
        "Resolving": ["Synchronization", "SystemPackage", "Platform", "Wire"],
        "Serving": ["NIOCore", "NIOPosix", "Synchronization", "SystemPackage", "Platform", "Wire"],
        "Probing": ["DequeModule", "Histogram", "Synchronization", "SystemPackage", "Platform", "Wire"],
        "Capturing": ["Synchronization", "SystemPackage", "Streams", "Platform", "Pcap", "Wire"],
        // Pure: no system, no clock, no thread.
        "Rendering": [],
        "Streams": ["Wire"],
        "Wire": [],
        // The fences.
        "Platform": ["CPlatform", "Glibc", "Synchronization", "SystemPackage", "Wire"],
        "Pcap": ["CPcap", "Synchronization", "Wire"],
        "YAML": ["CYAML"],
    ]

    @Test func `every target has its rule`() throws {
        #expect(Set(try SourceFile.all().map(\.target)) == Set(Self.allowed.keys))
    }

    @Test func `every import is one that its target may have`() throws {
        for file in try SourceFile.all() {
            let forbidden = file.imports.subtracting(Self.allowed[file.target] ?? [])
            #expect(forbidden.isEmpty, "\(file.path)")
        }
    }

    @Test func `imports are found`() throws {
        let socket = try SourceFile("Sources/Platform/StreamSocket.swift")
        #expect(socket.imports == ["Glibc", "Wire"])
    }
}
