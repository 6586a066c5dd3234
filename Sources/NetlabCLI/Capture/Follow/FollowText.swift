internal import Rendering
internal import Streams

/// The bytes of a stream as lines, each behind an arrow that says which way it went.
struct FollowText {
    let style: Style
    /// Rows of hexadecimal, and not lines of text.
    let isHex: Bool
    /// What waits for the rest of its line: of one direction, as a change of direction ends a line.
    private var waiting: [UInt8] = []
    private var direction = Direction.clientToServer
    /// Where in the stream what waits begins.
    private var offset: Int64 = 0
    /// How much of what waits has no end of a line.
    private var searched = 0

    /// Longer lines are cut.
    private static let longestLine = 1 << 20

    init(style: Style, isHex: Bool) {
        self.style = style
        self.isHex = isHex
    }

    mutating func add(_ event: StreamBytes.Event, to output: inout [UInt8]) {
        switch event.content {
        case .data(let bytes, _):
            if event.direction != direction || event.offset != offset + Int64(waiting.count) {
                end(to: &output)
                (direction, offset) = (event.direction, event.offset)
            }
            waiting += bytes
            if isHex { cutRows(to: &output) } else { cutLines(to: &output) }
        case .gap(let bytes):
            end(to: &output)
            direction = event.direction
            offset = event.offset + bytes
            write(style.text("[\(Quantity.counted(bytes, "byte")) not captured]", .warning), to: &output)
        }
    }

    /// Shows what waits, but for a character of which only a part is there.
    mutating func pause(to output: inout [UInt8]) {
        show(waiting.count - (isHex ? 0 : VisibleText.incompleteSuffix(waiting)), to: &output)
    }

    /// Shows all that waits.
    mutating func end(to output: inout [UInt8]) {
        show(waiting.count, to: &output)
    }

    // MARK: -

    private mutating func cutRows(to output: inout [UInt8]) {
        show(waiting.count / HexDump.perLine * HexDump.perLine, to: &output)
    }

    private mutating func cutLines(to output: inout [UInt8]) {
        var start = 0
        for index in searched..<waiting.count where waiting[index] == UInt8(ascii: "\n") {
            line(waiting[start..<index], to: &output)
            start = index + 1
        }
        drop(start)
        searched = waiting.count
        while waiting.count >= Self.longestLine {
            let front = waiting.prefix(Self.longestLine)
            show(front.count - VisibleText.incompleteSuffix(front), to: &output)
        }
    }

    /// Shows the first `count` of the bytes that wait, which have no end of a line in them.
    private mutating func show(_ count: Int, to output: inout [UInt8]) {
        guard count > 0 else { return }
        if isHex {
            for row in HexDump.lines(waiting.span.extracting(..<count), from: offset, digits: 8) {
                write(style.text(row, tone), to: &output)
            }
        } else {
            line(waiting[..<count], to: &output)
        }
        drop(count)
    }

    private mutating func drop(_ count: Int) {
        waiting.removeFirst(count)
        offset += Int64(count)
        searched = max(0, searched - count)
    }

    private func line(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        write(style.text(VisibleText.escaped(bytes), tone), to: &output)
    }

    private func write(_ text: String, to output: inout [UInt8]) {
        let arrow = direction == .clientToServer ? "→" : "←"
        output += (style.text(arrow, tone) + (text.isEmpty ? "\n" : " \(text)\n")).utf8
    }

    private var tone: Style.Tone { .series(direction == .clientToServer ? 0 : 3) }
}
