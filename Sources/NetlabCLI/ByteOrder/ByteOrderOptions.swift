internal import ArgumentParser
internal import Wire

/// The options of `netlab byteorder`.
struct ByteOrderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Bits of a value: 8, 16, 32, 64 or 128 (default: the fewest of 16 or more that hold it; 16 for a file's).
            """,
            valueName: "bits"
        ),
        completion: .list(Word.Width.allCases.map { "\($0.rawValue)" }),
        transform: Self.width
    )
    var width: Word.Width?

    @Flag(help: "Values are numbers with a sign, in two's complement.")
    var signed = false

    @Flag(help: "Values are floating-point numbers of 32 or 64 bits (default: 64).")
    var float = false

    @Flag(help: "Values are bytes in hexadecimal as on the wire: 00:50, 0050 or \\x00\\x50.")
    var bytes = false

    @Option(
        help: ArgumentHelp("Show the values of this file in both orders; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Flag(help: "Write the file, or standard input, to standard output with the bytes of each value swapped.")
    var swap = false

    func validate() throws {
        if signed && float { throw ValidationError("--signed and --float contradict each other") }
        if float, let width, width != .bits32, width != .bits64 {
            throw ValidationError("--float needs --width 32 or 64")
        }
    }

    var reading: NumberReading { float ? .float : signed ? .signed : .unsigned }

    private static func width(_ text: String) throws -> Word.Width {
        guard let bits = Int(text), let width = Word.Width(rawValue: bits) else {
            throw ValidationError("'\(text)' is no width: 8, 16, 32, 64 or 128 bits")
        }
        return width
    }
}
