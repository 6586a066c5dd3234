internal import Rendering
internal import Wire

/// A value as text: its bytes in both orders one below the other, then what they mean in either.
struct DrawingText {
    let style: Style
    let columns: Int

    func lines(_ drawing: Drawing) -> [String] {
        Paragraph.lines(headline(drawing), width: columns).map { style.text(String($0.dropFirst(2)), .bold) } + [""]
            + picture(drawing) + [""] + readings(drawing.word) + [""]
            + notes(drawing).flatMap { Paragraph.lines($0, width: columns) }
    }

    private func headline(_ drawing: Drawing) -> String {
        let word = drawing.word
        guard drawing.kind != "bytes" else {
            let big = "\(word.text(drawing.reading)) in network byte order"
            let little = "\(word.swapped.text(drawing.reading)) in little-endian"
            return hexadecimals(word.bytes(.bigEndian)) + ": " + (word.width == .bits8 ? big : big + ", " + little)
        }
        // What was typed is not said again.
        let forms = [word.text(drawing.reading), word.hexadecimal].filter { $0 != drawing.text }
        return "\(VisibleText.escaped(drawing.text)): \(forms.joined(separator: ", ")) in \(word.width.rawValue) bits"
    }

    // MARK: Bytes

    private func picture(_ drawing: Drawing) -> [String] {
        let word = drawing.word
        // An address is in network byte order wherever it is; only what is taken for a number has the host's.
        let place = drawing.kind == NumberText.Kind.address.rawValue ? "as a number" : "in memory"
        let rows = [
            ("\(place) (\(ByteOrder.host.name))", bytes(of: word, ByteOrder.host)),
            ("on the wire (\(ByteOrder.bigEndian.name))", bytes(of: word, .bigEndian)),
            ("address", style.text((0..<word.width.bytes).map(offset).joined(separator: " "), .faint)),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { "  " + $0.0.padded(to: width) + "  " + $0.1 }
    }

    /// In colours that follow a byte from one row into the other.
    private func bytes(of word: Word, _ order: ByteOrder) -> String {
        word.bytes(order).enumerated().map { index, byte in
            let significance = order == .littleEndian ? index : word.width.bytes - 1 - index
            return style.text(hexadecimal(byte), .series(significance))
        }.joined(separator: " ")
    }

    private func offset(_ index: Int) -> String { (index < 10 ? "+" : "") + "\(index)" }

    // MARK: Readings

    private func readings(_ word: Word) -> [String] {
        let (value, swapped) = (cells(word), cells(word.swapped))
        let titles = ("as it is", "bytes swapped")
        switch word.width {
        case .bits8: return block(value)
        case .bits128:
            // Too wide to stand beside each other.
            return [style.text("  " + titles.0, .faint)] + block(value)
                + ["", style.text("  " + titles.1, .faint)] + block(swapped)
        case .bits16, .bits32, .bits64:
            var table = Table([("", .left), (titles.0, .left), (titles.1, .left)])
            for (cell, other) in zip(value, swapped) {
                for (index, (line, otherLine)) in zip(cell.lines, other.lines).enumerated() {
                    table.add([index == 0 ? cell.label : "", line, otherLine])
                }
            }
            return table.lines(style: style)
        }
    }

    private func block(_ cells: [(label: String, lines: [String])]) -> [String] {
        var columns = TextColumns()
        for cell in cells {
            for (index, line) in cell.lines.enumerated() { columns.add([index == 0 ? cell.label : "", line]) }
        }
        return columns.lines
    }

    private func cells(_ word: Word) -> [(label: String, lines: [String])] {
        var cells = [
            ("unsigned", [word.text(.unsigned)]), ("signed", [word.text(.signed)]),
            ("hexadecimal", [word.hexadecimal]), ("octal", [word.octal]), ("binary", binaryLines(word)),
        ]
        if word.width == .bits8 {
            cells.append(("character", ["'" + VisibleText.escaped([UInt8(word.unsigned)]) + "'"]))
        }
        if let port = word.port { cells.append(("port", ["\(port)"])) }
        if let address = word.address {
            cells.append((word.width == .bits32 ? "IPv4 address" : "IPv6 address", [address.description]))
        }
        if let float = word.float { cells.append(("float", ["\(float)"])) }
        if let double = word.double { cells.append(("double", ["\(double)"])) }
        return cells
    }

    /// The digits of several lines have the prefix once.
    private func binaryLines(_ word: Word) -> [String] {
        let bytes = word.binaryBytes
        let each = word.width == .bits128 ? 4 : 2
        return stride(from: 0, to: bytes.count, by: each).map {
            ($0 == 0 ? "0b" : "  ") + bytes[$0..<min($0 + each, bytes.count)].joined(separator: "_")
        }
    }

    // MARK: Notes

    private func notes(_ drawing: Drawing) -> [String] {
        let word = drawing.word
        if word.width == .bits8 { return ["One byte has no order: it is the same in memory and on the wire."] }
        if word.swapped == word { return ["The bytes are the same in both orders: swapping changes nothing."] }
        if ByteOrder.host == .bigEndian {
            return ["This host keeps numbers in network byte order: nothing is swapped on the way to the wire."]
        }
        if drawing.kind == NumberText.Kind.address.rawValue { return [addressNote(word)] }
        if drawing.reading == .float { return floatNotes(drawing) }
        guard let call = ByteOrderCall.toNetwork(word.width) else {
            return ["There is no call that swaps 128 bits: programs swap two numbers of 64, or copy bytes."]
        }
        return [
            """
            On this host \(call)(\(word.text(.unsigned))) is \(word.swapped.text(.unsigned)), and so is \
            \(call.inverse)(\(word.text(.unsigned))): the number whose bytes in memory are those of the wire.
            """
        ]
    }

    private func addressNote(_ word: Word) -> String {
        guard word.width == .bits32 else {
            return "In memory, too, an address is in network byte order: in6_addr has these 16 bytes."
        }
        return """
            In memory, too, an address is in network byte order: in_addr has the wire's bytes, and on this host its number \
            s_addr is \(word.swapped.text(.unsigned)), which is htonl(\(word.text(.unsigned))).
            """
    }

    private func floatNotes(_ drawing: Drawing) -> [String] {
        var notes = ["No call swaps a floating-point number: its bits are swapped as a whole number of that width."]
        // Typed with a point it is taken for a double, and may have been meant as a float.
        if drawing.isWidthChosen, drawing.kind != "bytes", let double = drawing.word.double {
            let word = Word(UInt128(Float(double).bitPattern), .bits32)
            notes.append(
                """
                As a float of 32 bits it is \(hexadecimals(word.bytes(ByteOrder.host))) in memory and \
                \(hexadecimals(word.bytes(.bigEndian))) on the wire: --width 32.
                """
            )
        }
        return notes
    }

    private func hexadecimals(_ bytes: [UInt8]) -> String { bytes.map(hexadecimal).joined(separator: " ") }
}
