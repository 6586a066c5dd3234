internal import Capturing
internal import Streams
internal import Wire

/// Finds the units of those streams whose packets are kept.
struct UnitCollector {
    private let delimiter: Delimiter
    private var streams: [Int: StreamUnits] = [:]

    init(_ delimiter: Delimiter) {
        self.delimiter = delimiter
    }

    /// Takes the packet that the session has taken last, whose stream has this place in the table.
    mutating func take(
        _ session: borrowing CaptureSession,
        _ frame: Frame,
        _ packet: Span<UInt8>,
        _ place: Int
    ) {
        let stream = session.table.streams[place]
        guard stream.items != nil else {
            streams[stream.id] = nil
            return
        }
        let item = session.table.item
        session.describe(frame, packet, place).withPayload(in: packet) {
            streams[stream.id, default: StreamUnits(delimiter)].add(item, $0, of: stream)
        }
    }

    /// What was found, by the numbers of the streams.
    mutating func finish() -> [Int: [Direction: Units]] {
        var found: [Int: [Direction: Units]] = [:]
        for id in streams.keys { found[id] = streams[id]?.finish() }
        return found
    }
}
