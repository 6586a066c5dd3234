internal import Rendering
internal import Wire

/// The published shape of `netlab byteorder` but for files: one JSON document, or a line an event.
enum ByteOrderOutput {
    static let schemaVersion = 1

    // MARK: This host

    static func host(_ format: OutputFormat) -> [UInt8] {
        write(format, array: "values", event: "value", [Int]()) { _, _ in }
    }

    // MARK: Values

    static func values(_ format: OutputFormat, _ drawings: [Drawing]) -> [UInt8] {
        write(format, array: "values", event: "value", drawings) { json, drawing in
            let word = drawing.word
            json.member("input", drawing.text)
            json.member("kind", drawing.kind)
            json.member("widthBits", word.width.rawValue)
            json.member("memoryHexadecimal", word.bytes(ByteOrder.host).map(hexadecimal).joined())
            json.member("wireHexadecimal", word.bytes(.bigEndian).map(hexadecimal).joined())
            json.member("value") { readings(&$0, word) }
            json.member("swapped") { readings(&$0, word.swapped) }
            json.member("sameEitherWay", word == word.swapped)
        }
    }

    private static func readings(_ json: inout JSONWriter, _ word: Word) {
        json.object {
            $0.member("unsigned", word.unsigned)
            $0.member("signed", word.signed)
            $0.member("hexadecimal", word.hexadecimal)
            $0.member("octal", word.octal)
            $0.member("binary", word.binary)
            $0.member("port", word.port)
            $0.member("address", word.address?.description)
            $0.member("float", exactly: word.float)
            $0.member("double", exactly: word.double)
        }
    }

    // MARK: Calls

    static func results(_ format: OutputFormat, _ call: ByteOrderCall, _ arguments: [(text: String, word: Word)])
        -> [UInt8]
    {
        write(format, array: "results", event: "result", arguments) { json, argument in
            json.member("call", call.rawValue)
            json.member("input", argument.text)
            json.member("argument", argument.word.unsigned)
            json.member("result", call.result(argument.word).unsigned)
        }
    }

    // MARK: -

    private static func write<Element>(
        _ format: OutputFormat,
        array name: String,
        event: String,
        _ elements: [Element],
        _ members: (inout JSONWriter, Element) -> Void
    ) -> [UInt8] {
        guard format == .ndjson else {
            var json = JSONWriter()
            json.object {
                head(&$0)
                $0.member(name, array: elements) { json, element in json.object { members(&$0, element) } }
            }
            json.newline()
            return json.bytes
        }
        return JSONWriter.line("start", head)
            + elements.flatMap { element in JSONWriter.line(event) { members(&$0, element) } }
            + JSONWriter.line("summary") { $0.member(name, elements.count) }
    }

    static func head(_ json: inout JSONWriter) {
        json.member("schemaVersion", schemaVersion)
        json.member("hostByteOrder", ByteOrder.host.name)
    }
}
