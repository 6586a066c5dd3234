internal import ArgumentParser
internal import Platform
internal import Rendering
internal import Wire

/// `netlab byteorder`: numbers, their bytes in memory and on the wire, and what the calls of byteorder(3) return.
struct ByteOrderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "byteorder",
        abstract: "Show numbers and their bytes in both orders.",
        discussion: """
            With a call's name, prints what the call returns on this host. With values alone, draws each: its bytes in \
            memory and on the wire, and what they mean. Without either, says which order this host has.

              netlab byteorder htons 80
              netlab byteorder 80 0x7f000001 192.0.2.1 1.5 char:A
              netlab byteorder --width 8 -1
              netlab byteorder --bytes 00:50
              netlab byteorder --file data --width 32
              netlab byteorder --width 16 --swap < data > swapped
            """
    )

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp(
            """
            Values (80, 0x50, 0b1010000, 0o120, char:A, 1.5, 192.0.2.1, 2001:db8::1), perhaps behind a call: htons, \
            ntohs, htonl, ntohl, htonll or ntohll. - alone reads bytes from standard input, as --file does.
            """,
            valueName: "value"
        ),
        completion: .list(ByteOrderCall.allCases.map(\.rawValue))
    )
    var words: [String] = []

    @OptionGroup var options: ByteOrderOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let format = output.chosen
        switch try ByteOrderRequest(words, options) {
        case .host:
            try StandardOutput.write(format == .text ? Array(hostText.utf8) : ByteOrderOutput.host(format))
        case .calls(let call, let arguments):
            try StandardOutput.write(
                format == .text
                    ? Array(arguments.map { "\(call.result($0.word).unsigned)\n" }.joined().utf8)
                    : ByteOrderOutput.results(format, call, arguments)
            )
        case .drawings(let drawings):
            let text = DrawingText(style: output.style, columns: output.columns)
            try StandardOutput.write(
                format == .text
                    ? Array(drawings.map { text.lines($0).map { $0 + "\n" }.joined() }.joined(separator: "\n").utf8)
                    : ByteOrderOutput.values(format, drawings)
            )
        case .table(let path, let width):
            var table = UnitTable(format, width, options.reading, output.style)
            try UnitReader(path, width, portion: 1 << 15).show(in: &table)
        case .swap(let path, let width):
            try refuseReport()
            try UnitReader(path, width, portion: 1 << 20).writeSwapped()
        }
    }

    private func refuseReport() throws(ValidationError) {
        if output.format != nil || output.json {
            throw ValidationError("--swap writes bytes as they are: there is no report to choose a form for")
        }
        if ByteFile.standardOutput.isTerminal {
            throw ValidationError("--swap writes bytes as they are, which is nothing for a terminal")
        }
    }

    private var hostText: String {
        let word = Word(0x0050, .bits16)
        let memory = word.bytes(ByteOrder.host).map(hexadecimal).joined(separator: " ")
        let first = ByteOrder.host == .littleEndian ? "least" : "most"
        return """
            \(ByteOrder.host.name): this host keeps the \(first) significant byte of a number first.
            Networks are big-endian: 80 in 16 bits is \(memory) here and 00 50 on the wire.

            """
    }
}
