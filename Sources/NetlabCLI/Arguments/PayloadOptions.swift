internal import ArgumentParser
internal import Wire

/// What is sent, as text or as bytes.
struct PayloadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Send this text, in which escapes such as \\r\\n and \\x00 are bytes.", valueName: "text"),
        transform: {
            guard Value.isWhole($0) else {
                throw ValidationError("--send is not valid UTF-8: other bytes are written \\xff, or with --send-hex")
            }
            guard let bytes = EscapedText.bytes($0) else {
                throw ValidationError("'\($0)' has an escape that is none, such as \\n, \\x0d or \\\\")
            }
            return bytes
        }
    )
    var send: [UInt8]?

    @Option(
        help: ArgumentHelp("Send these bytes, two digits each, such as 0d0a.", valueName: "digits"),
        transform: {
            guard let bytes = EscapedText.bytes(hexadecimal: $0.filter { $0 != " " }) else {
                throw ValidationError("'\($0)' is not hexadecimal, two digits a byte, such as 0d0a")
            }
            return bytes
        }
    )
    var sendHex: [UInt8]?

    func validate() throws {
        if send != nil && sendHex != nil { throw ValidationError("--send and --send-hex contradict each other") }
    }

    var bytes: [UInt8]? { send ?? sendHex }
}
