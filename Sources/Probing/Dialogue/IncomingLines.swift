/// What a peer says, cut into lines wherever the transport cut it.
package struct IncomingLines: Sendable {
    /// What goes on for longer without an end is shown as it is.
    package static let longestLine = 64 << 10

    /// What has come of a line whose end has not.
    package private(set) var rest: [UInt8] = []
    /// The last text was taken without its end, which may still come and is no line of its own.
    private var lacksEnd = false
    private var previous: UInt8 = 0

    package init() {}

    /// The lines that are whole with `bytes`, without their ends.
    package mutating func take(_ bytes: borrowing Span<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for index in bytes.indices {
            let byte = bytes[index]
            let isEnd = byte == UInt8(ascii: "\n")
            if lacksEnd {
                // CR, LF, or both.
                if byte == 13 && previous != 13 {
                    previous = byte
                    continue
                }
                lacksEnd = false
                if isEnd { continue }
                if previous == 13 { rest.append(13) }
            }
            previous = byte
            if isEnd {
                if rest.last == 13 { rest.removeLast() }
                lines.append(rest)
                rest = []
            } else {
                rest.append(byte)
                if rest.count >= Self.longestLine { lines += takeRest().map { [$0] } ?? [] }
            }
        }
        return lines
    }

    /// What has come of a line, as a line; nil where nothing has.
    package mutating func takeRest() -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer {
            rest = []
            lacksEnd = true
            previous = 0
        }
        return rest
    }
}
