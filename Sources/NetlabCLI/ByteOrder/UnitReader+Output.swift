internal import Platform
internal import Rendering
internal import Wire

/// Where the words that are read go.
extension UnitReader {
    consuming func show(in table: inout UnitTable) throws {
        // What cannot be read has no heading either.
        var hasMore = try next()
        try StandardOutput.write(table.opening)
        var progress = StreamProgress("shown")
        defer { progress.clear() }
        while hasMore {
            try StandardOutput.write(table.rows(bytes.span, count, from: offset))
            progress.show(offset + count)
            hasMore = try next()
        }
        try StandardOutput.write(table.closing(tail))
        try checkTail()
    }

    consuming func writeSwapped() throws {
        var progress = StreamProgress("swapped")
        defer { progress.clear() }
        while try next() {
            swap()
            try StandardOutput.write(raw: bytes, first: count)
            progress.show(offset + count)
        }
        try checkTail()
    }

    /// Bytes that are less than a value are told, and never filled up to one.
    private func checkTail() throws(CommandFailure) {
        guard !tail.isEmpty else { return }
        let text = tail.map(hexadecimal).joined(separator: " ")
        let subject = tail.count == 1 ? "the last byte, \(text), is" : "the last \(tail.count) bytes, \(text), are"
        throw CommandFailure(
            status: .malformedInput,
            cause: "\(subject) less than a value of \(width.rawValue) bits, and left out"
        )
    }
}

/// How many bytes were done, where the result goes somewhere else than to the terminal that this is shown on.
private struct StreamProgress {
    private let verb: String
    private let isWanted = !ByteFile.standardOutput.isTerminal
    private var line = ProgressLine()

    init(_ verb: String) { self.verb = verb }

    mutating func show(_ bytes: Int) {
        let verb = verb
        if isWanted { line.show("\(verb) \(Quantity.counted(bytes, "byte"))") }
    }

    mutating func clear() { line.clear() }
}
