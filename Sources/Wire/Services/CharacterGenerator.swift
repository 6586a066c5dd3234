/// The text of the character generator protocol (RFC 864): lines of 72 of the 95 printing characters of ASCII, each line
/// beginning one character further on.
package enum CharacterGenerator {
    private static let printing = Array(UInt8(ascii: " ")...UInt8(ascii: "~"))
    private static let charactersPerLine = 72
    /// With its CR and LF.
    package static let bytesPerLine = charactersPerLine + 2

    package static let firstCharacter = printing[0]

    /// Every line once: what the stream repeats.
    package static let round: [UInt8] = printing.indices.flatMap(line)

    /// The line of that number, counted from 0.
    package static func line(_ number: Int) -> [UInt8] {
        let start = number % printing.count
        return (start..<start + charactersPerLine).map { printing[$0 % printing.count] } + [13, 10]
    }
}
