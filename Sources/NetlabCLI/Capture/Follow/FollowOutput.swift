internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// The published shape of a stream's bytes: a line an event, or one document that is written as it grows.
struct FollowOutput {
    let format: OutputFormat
    let source: CaptureReport.Source
    private var chunks = 0

    init(format: OutputFormat, source: CaptureReport.Source) {
        self.format = format
        self.source = source
    }

    /// What stands before the first chunk.
    func opening(_ stream: TCPStream) -> [UInt8] {
        guard format == .json else { return [] }
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", CaptureOutput.schemaVersion)
            $0.member("stream", stream.id)
            $0.member("client", stream.client.description)
            $0.member("server", stream.server.description)
        }
        return json.bytes.dropLast() + Array(#","chunks":["#.utf8)
    }

    mutating func chunk(_ event: StreamBytes.Event, of stream: Int, isTimed: Bool) -> [UInt8] {
        defer { chunks += 1 }
        let line: [UInt8]
        switch event.content {
        case .data(let bytes, let elapsedNanoseconds):
            line = JSONWriter.line("data") {
                Self.place(&$0, event, of: stream, bytes: bytes.count)
                $0.member("elapsedNanoseconds", isTimed ? elapsedNanoseconds : nil)
                $0.member("payloadBase64", Base64.encoded(bytes))
            }
        case .gap(let bytes):
            line = JSONWriter.line("gap") { Self.place(&$0, event, of: stream, bytes: bytes) }
        }
        guard format == .json else { return line }
        return (chunks > 0 ? [UInt8(ascii: ",")] : []) + line.dropLast()
    }

    private static func place(
        _ json: inout JSONWriter,
        _ event: StreamBytes.Event,
        of stream: Int,
        bytes: some BinaryInteger
    ) {
        json.member("stream", stream)
        json.member("direction", event.direction.rawValue)
        json.member("offset", event.offset)
        json.member("bytes", bytes)
    }

    /// What stands behind the last chunk.
    func closing(_ report: CaptureReport) -> [UInt8] {
        guard format == .json else { return CaptureOutput.summary(report) }
        var json = JSONWriter()
        json.object { $0.member("source") { CaptureOutput.source(&$0, report) } }
        json.newline()
        return Array("],".utf8) + json.bytes.dropFirst()
    }
}
