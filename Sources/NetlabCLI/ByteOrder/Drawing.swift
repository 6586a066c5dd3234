internal import ArgumentParser
internal import Wire

/// A value that is drawn: what was typed, and the word that it is.
struct Drawing {
    let text: String
    /// What was typed: `integer`, `character`, `address`, `float` or `bytes`.
    let kind: String
    let word: Word
    let reading: NumberReading
    /// Whether the width was left to the value.
    let isWidthChosen: Bool

    /// - Throws: where the text is no value, or out of range.
    init(_ text: String, _ options: ByteOrderOptions) throws(ValidationError) {
        self.text = text
        isWidthChosen = options.width == nil
        guard !options.bytes else {
            kind = "bytes"
            word = try BytesText.parse(text, options.width)
            reading = options.reading
            if reading == .float, word.float == nil && word.double == nil {
                throw ValidationError("'\(text)' has \(word.width.bytes) bytes; a floating-point number has 4 or 8")
            }
            return
        }
        let number = try NumberText(text)
        let isFloat = number.kind == .float || options.reading == .float
        kind = (isFloat ? .float : number.kind).rawValue
        word = try number.word(options.width, options.reading)
        reading = isFloat ? .float : number.isNegative ? .signed : options.reading
    }
}
