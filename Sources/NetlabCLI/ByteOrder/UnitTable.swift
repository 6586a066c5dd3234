internal import Rendering
internal import Wire

/// The words of a file in both orders, written while the file is read: a table, one JSON document, or a line each.
struct UnitTable {
    let format: OutputFormat
    let width: Word.Width
    let reading: NumberReading
    let style: Style
    private var words = 0

    init(_ format: OutputFormat, _ width: Word.Width, _ reading: NumberReading, _ style: Style) {
        self.format = format
        self.width = width
        self.reading = reading
        self.style = style
    }

    // MARK: Parts

    /// What stands before the first word.
    var opening: [UInt8] {
        switch format {
        case .text:
            Array(
                (style.text(line("offset", "bytes", ByteOrder.bigEndian.name, ByteOrder.littleEndian.name), .faint)
                    + "\n").utf8
            )
        case .json: json(head).dropLast() + Array(#","values":["#.utf8)
        case .ndjson: JSONWriter.line("start", head)
        }
    }

    /// The words at the front of `bytes`, the first of them at `offset`.
    mutating func rows(_ bytes: Span<UInt8>, _ count: Int, from offset: Int) -> [UInt8] {
        var rows: [UInt8] = []
        for start in stride(from: 0, to: count, by: width.bytes) {
            guard let word = Word(bytes.extracting(start..<start + width.bytes), .bigEndian) else { break }
            switch format {
            case .text: rows += (text(word, at: offset + start) + "\n").utf8
            case .json:
                if words > 0 { rows.append(UInt8(ascii: ",")) }
                rows += json { members(&$0, word, at: offset + start) }
            case .ndjson: rows += JSONWriter.line("value") { members(&$0, word, at: offset + start) }
            }
            words += 1
        }
        return rows
    }

    /// What stands behind the last word, with the bytes that are less than one.
    func closing(_ tail: [UInt8]) -> [UInt8] {
        switch format {
        case .text: []
        case .json: Array("],".utf8) + json { self.tail(&$0, tail) }.dropFirst() + [UInt8(ascii: "\n")]
        case .ndjson:
            JSONWriter.line("summary") {
                $0.member("values", words)
                self.tail(&$0, tail)
            }
        }
    }

    // MARK: Text

    private func text(_ word: Word, at offset: Int) -> String {
        line(
            "\(offset)",
            word.bytes(.bigEndian).map(hexadecimal).joined(separator: " "),
            word.text(reading),
            word.swapped.text(reading)
        )
    }

    private func line(_ offset: String, _ bytes: String, _ big: String, _ little: String) -> String {
        "  " + offset.padded(before: 8) + "  " + bytes.padded(to: max(5, width.bytes * 3 - 1)) + "  "
            + big.padded(before: widestNumber) + "  " + little.padded(before: widestNumber)
    }

    private var widestNumber: Int {
        let digits = reading == .float ? 24 : "\(width.largest)".count + (reading == .signed ? 1 : 0)
        return max(digits, ByteOrder.littleEndian.name.count)
    }

    // MARK: JSON

    private func json(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object(members)
        return json.bytes
    }

    private func head(_ json: inout JSONWriter) {
        ByteOrderOutput.head(&json)
        json.member("widthBits", width.rawValue)
    }

    private func members(_ json: inout JSONWriter, _ word: Word, at offset: Int) {
        json.member("offsetBytes", offset)
        json.member("hexadecimal", word.bytes(.bigEndian).map(hexadecimal).joined())
        number(&json, "bigEndian", word)
        number(&json, "littleEndian", word.swapped)
    }

    private func number(_ json: inout JSONWriter, _ key: String, _ word: Word) {
        switch reading {
        case .unsigned: json.member(key, word.unsigned)
        case .signed: json.member(key, word.signed)
        case .float: word.float.map { json.member(key, exactly: $0) } ?? json.member(key, exactly: word.double)
        }
    }

    private func tail(_ json: inout JSONWriter, _ tail: [UInt8]) {
        json.member("tailHexadecimal", tail.map(hexadecimal).joined())
    }
}
