internal import Platform
internal import Resolving
internal import SystemPackage

/// Lines of a file or of standard input, as many at once as are at hand.
///
/// What a person types is answered before the next line is awaited, and a file of any size takes bounded memory.
struct LineBatches {
    private static let readSize = 1 << 20
    /// A line without an end would fill the memory.
    private static let longestLine = 1 << 20

    private let file: ByteFile
    private let name: String
    private var rest: [UInt8] = []
    /// So much of `rest` has no line's end.
    private var searched = 0
    private var isAtEnd = false

    /// `-` is standard input.
    init(_ path: String) throws(CommandFailure) {
        name = path == "-" ? "standard input" : path
        do throws(SystemFailure) {
            file = path == "-" ? .standardInput : try .reading(path)
        } catch {
            throw .unreadable(path, error)
        }
    }

    /// The next lines without their ends, blank ones and comments behind `#` left out; nil at the end.
    ///
    /// - Throws: `Interruption` at a signal of `stop`, `CommandFailure`.
    mutating func next(until stop: borrowing StopSignals? = nil) throws -> [String]? {
        while !isAtEnd {
            do {
                switch try Readiness.wait(for: file, or: stop, output: nil, timeout: nil) {
                case .signal, .outputClosed: throw Interruption()
                // A signal that means nothing here.
                case .timedOut: continue
                case .readable: break
                }
                isAtEnd = try file.read(into: &rest, limit: Self.readSize) == 0
            } catch let failure as SystemFailure {
                throw CommandFailure.unreadable(name, failure)
            }
            var lines: [String] = []
            var start = rest.startIndex
            while let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                Self.add(rest[start..<end], to: &lines)
                start = end + 1
                searched = start
            }
            if isAtEnd {
                Self.add(rest[start...], to: &lines)
                start = rest.endIndex
            }
            rest.removeSubrange(..<start)
            searched = rest.count
            guard rest.count <= Self.longestLine else {
                throw CommandFailure(
                    status: .malformedInput,
                    cause: "'\(name)' has a line of more than \(Self.longestLine) bytes"
                )
            }
            if !lines.isEmpty { return lines }
        }
        return nil
    }

    private static func add(_ bytes: ArraySlice<UInt8>, to lines: inout [String]) {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || 9...13 ~= $0 }
        let text = bytes.prefix { $0 != UInt8(ascii: "#") }.drop(while: isSpace)
        guard let last = text.lastIndex(where: { !isSpace($0) }) else { return }
        lines.append(String(decoding: text[...last], as: UTF8.self))
    }
}
