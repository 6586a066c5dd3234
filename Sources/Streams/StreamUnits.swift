/// The units of both directions of a stream, found while its packets come.
package struct StreamUnits: Sendable {
    private var bytes = StreamBytes()
    private var clientToServer: UnitFinder
    private var serverToClient: UnitFinder

    package init(_ delimiter: Delimiter) {
        clientToServer = UnitFinder(delimiter)
        serverToClient = UnitFinder(delimiter)
    }

    /// Takes the stream's next packet; `payload` has those of its bytes that were captured.
    package mutating func add(_ item: PacketItem, _ payload: Span<UInt8>, of stream: TCPStream) {
        bytes.add(item, payload, of: stream)
        take(bytes.take())
    }

    /// All units, once no packet comes any more.
    package mutating func finish() -> [Direction: Units] {
        bytes.finish()
        take(bytes.take(all: true))
        return [.clientToServer: clientToServer.units, .serverToClient: serverToClient.units]
    }

    private mutating func take(_ events: [StreamBytes.Event]) {
        for event in events {
            switch (event.direction, event.content) {
            case (.clientToServer, .data(let bytes, _)): clientToServer.add(bytes, at: event.offset)
            case (.serverToClient, .data(let bytes, _)): serverToClient.add(bytes, at: event.offset)
            case (.clientToServer, .gap(let count)): clientToServer.skip(count, at: event.offset)
            case (.serverToClient, .gap(let count)): serverToClient.skip(count, at: event.offset)
            }
        }
    }
}
