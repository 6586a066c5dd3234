internal import Capturing
internal import Rendering
internal import Streams
internal import Wire

/// The published shape of a capture: one JSON document, or a line an event.
struct CaptureOutput {
    static let schemaVersion = 1

    // MARK: Document

    static func document(_ report: CaptureReport) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", schemaVersion)
            $0.member("source") { source(&$0, report) }
            $0.member("streams", array: report.streams) { stream(&$0, $1) }
        }
        json.newline()
        return json.bytes
    }

    // MARK: Events

    static func start(_ source: CaptureReport.Source) -> [UInt8] {
        JSONWriter.line("start") {
            $0.member("schemaVersion", schemaVersion)
            $0.member("kind", source.kind)
            $0.member("name", source.name)
        }
    }

    static func stream(_ report: StreamReport) -> [UInt8] {
        JSONWriter.line("stream") { members(&$0, report) }
    }

    static func summary(_ report: CaptureReport) -> [UInt8] {
        JSONWriter.line("summary") {
            $0.member("source") { source(&$0, report) }
            $0.member("streams", report.streams.count)
        }
    }

    // MARK: Parts

    static func source(_ json: inout JSONWriter, _ report: CaptureReport) {
        json.object {
            $0.member("kind", report.source.kind)
            $0.member("name", report.source.name)
            $0.member("linkType", report.linkTypes.isEmpty ? nil : report.linkTypes.joined(separator: ","))
            $0.member("packets", report.packets)
            $0.member("truncatedPackets", report.truncatedPackets)
            $0.member("undecodedPackets", report.undecoded.total)
            $0.member("undecoded", array: UndecodedText(report.undecoded).kinds) { json, kind in
                json.object {
                    $0.member("kind", kind.text)
                    $0.member("packets", kind.packets)
                }
            }
            $0.member("droppedByKernel", report.droppedByKernel)
            $0.member("droppedByInterface", report.droppedByInterface)
            $0.member("warnings", strings: report.warnings.map(\.text))
        }
    }

    private static func stream(_ json: inout JSONWriter, _ report: StreamReport) {
        json.object { members(&$0, report) }
    }

    private static func members(_ json: inout JSONWriter, _ report: StreamReport) {
        let stream = report.stream
        let deliveries = Direction.allCases.compactMap { report.delivery($0) }
        json.member("id", stream.id)
        json.member("client", stream.client.description)
        json.member("server", stream.server.description)
        json.member("start", stream.isTimed ? stream.start.description : nil)
        json.member("durationMicroseconds", stream.isTimed ? stream.durationNanoseconds / 1000 : nil)
        json.member("handshake", stream.handshake.rawValue)
        json.member("close", stream.close.rawValue)
        ConnectionOutput.write(&json, stream)
        for direction in Direction.allCases {
            json.member(direction.rawValue) { DirectionOutput.write(&$0, report, direction) }
        }
        if deliveries.isEmpty {
            json.unknown("messages")
        } else {
            let messages = deliveries.flatMap { delivery in delivery.messages.map { (delivery.direction, $0) } }
            json.member("messages", array: messages) { message(&$0, $1.1, $1.0, isTimed: stream.isTimed) }
        }
        json.unknown("findings")
    }

    private static func message(_ json: inout JSONWriter, _ message: Message, _ direction: Direction, isTimed: Bool) {
        json.object {
            $0.member("direction", direction.rawValue)
            $0.member("offset", message.offset)
            $0.member("bytes", message.bytes)
            $0.member("source", message.source.rawValue)
            $0.member("segments", array: message.segments) { $0.value($1) }
            if let reads = message.reads {
                $0.member("reads", array: reads) { $0.value($1) }
            } else {
                $0.unknown("reads")
            }
            $0.member("onWire", message.onWire?.rawValue)
            $0.member("atReader", message.atReader?.rawValue)
            $0.member("firstByteNanoseconds", isTimed ? message.firstByteNanoseconds : nil)
            $0.member("lastByteNanoseconds", isTimed ? message.lastByteNanoseconds : nil)
        }
    }
}

extension CaptureReport.Source {
    var kind: String {
        switch self {
        case .file: "file"
        case .interface: "interface"
        case .lab: "lab"
        }
    }

    var name: String {
        switch self {
        case .file(let path): path
        case .interface(let name): name
        case .lab: "lo"
        }
    }
}
