import TestSupport
import Testing

/// What may not stand in the tool's source text, or only in places.
@Suite struct SourceTextTests {
    private static let fences: Set = ["Platform", "Pcap", "YAML"]

    @Test func `unsafe code stands behind the fences`() throws {
        for file in try SourceFile.all() where !Self.fences.contains(file.target) {
            #expect(file.places(of: /\bunsafe\b|\bUnsafe|\bnonisolated\(unsafe\)/).isEmpty)
        }
    }

    @Test func `the fences are where unsafe code is`() throws {
        let places = try SourceFile.all().flatMap { $0.places(of: /\bunsafe\b/) }
        #expect(!places.isEmpty, "the rule above finds nothing anywhere")
    }

    @Test func `a file has at most 300 lines, or 400 and a reason in its first line`() throws {
        for file in try SourceFile.all() {
            let hasReason = file.lines.first?.hasPrefix("//") ?? false
            #expect(file.lines.count <= (hasReason ? 400 : 300), "\(file.path)")
        }
    }

    @Test func `nothing prints past the renderers, and nothing traps on purpose`() throws {
        for file in try SourceFile.all() {
            // A method of that name is another thing.
            #expect(file.places(of: /(?:^|[^.\w])(?:debugPrint|dump)\(/).isEmpty)
            #expect(file.places(of: /^(?!.*func print\().*(?:^|[^.\w])print\(/).isEmpty)
            #expect(file.places(of: /\btry!|\bas!|\bfatalError\(/).isEmpty)
        }
    }

    @Test func `nothing is left to do`() throws {
        for file in try SourceFile.all() {
            #expect(file.placesInText(of: /\b(?:TODO|FIXME|XXX)\b/).isEmpty)
        }
    }

    @Test func `unchecked sendability has its proof in the line before`() throws {
        for file in try SourceFile.all() {
            for (index, line) in file.code.enumerated() where line.contains("@unchecked Sendable") {
                let before = index > 0 ? file.lines[index - 1] : ""
                #expect(before.contains(/^\s*\/\//), "\(file.path):\(index + 1)")
            }
        }
    }

    /// What a terminal acts on is written in one place, and everything for people or programs goes through it: text from outside
    /// cannot come to a terminal past `TerminalText`.
    @Test func `a terminal gets nothing but through one function`() throws {
        let writers = "Sources/NetlabCLI/StandardStreams.swift"
        // Bytes as they are: those that a user asked for.
        let raw: Set = [
            writers, "Sources/NetlabCLI/ByteOrder/UnitReader+Output.swift",
            "Sources/NetlabCLI/Capture/Follow/FollowView.swift",
        ]
        for file in try SourceFile.all() {
            if file.path != "Sources/Rendering/TerminalText.swift" {
                #expect(file.placesInText(of: /\\u\{1[bB]\}|\\u\{9[bB]\}|\\u\{0*7\}/).isEmpty)
            }
            if file.path != writers {
                #expect(file.places(of: /\bstandard(?:Output|Error)\s*\.\s*(?:write|append)/).isEmpty)
            }
            if !raw.contains(file.path) { #expect(file.places(of: /\bwrite\(raw:/).isEmpty) }
        }
    }
}
