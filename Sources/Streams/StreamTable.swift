package import Wire

/// All TCP streams of a capture, found by their two ends.
package struct StreamTable: Sendable {
    /// Of which streams every packet is kept, and not the counters alone.
    package enum Keeping: Sendable, Equatable {
        case all
        case none
        case only(Int)
        /// All streams while they are no more than so many; then none.
        case few(Int)
    }

    package private(set) var streams: [TCPStream] = []
    private var newest: [Ends: Int] = [:]
    private let keeping: Keeping

    package init(keeping: Keeping) {
        self.keeping = keeping
    }

    /// Takes the capture's next TCP packet: returns its stream's id and what it means there.
    package mutating func add(
        _ header: TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        payloadLength: Int,
        number: Int,
        time: Timestamp
    ) -> (stream: Int, item: PacketItem) {
        let id = stream(of: header, from: source, to: destination, time: time)
        let direction: Direction = streams[id].client == source ? .clientToServer : .serverToClient
        let item = streams[id].add(header, payloadLength: payloadLength, from: direction, number: number, time: time)
        return (id, item)
    }

    private mutating func stream(
        of header: TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        time: Timestamp
    ) -> Int {
        let ends = Ends(source, destination)
        let isOpening = header.flags.contains(.syn) && !header.flags.contains(.ack)
        if let id = newest[ends], !isOpening || streams[id].isOpened(by: header, from: source) { return id }

        let isFromServer = isAnswer(header, from: source, to: destination)
        let id = streams.count
        streams.append(
            TCPStream(
                id: id,
                client: isFromServer ? destination : source,
                server: isFromServer ? source : destination,
                start: time,
                keepsItems: keeps(id),
                reusesPorts: newest[ends] != nil
            )
        )
        newest[ends] = id
        return id
    }

    /// Whether the first packet seen of a stream comes from its server: a SYN+ACK does; in the middle of a stream the well-known port is taken for it.
    private func isAnswer(_ header: TCPHeader, from source: SocketAddress, to destination: SocketAddress) -> Bool {
        if header.flags.contains(.syn) { return header.flags.contains(.ack) }
        return source.port < 1024 && destination.port >= 1024
    }

    private mutating func keeps(_ id: Int) -> Bool {
        switch keeping {
        case .all: return true
        case .none: return false
        case .only(let wanted): return id == wanted
        case .few(let limit):
            if id == limit { for index in streams.indices { streams[index].dropItems() } }
            return id < limit
        }
    }

    /// The two ends of a stream, whichever way a packet goes.
    private struct Ends: Hashable {
        let lower: SocketAddress
        let higher: SocketAddress

        init(_ one: SocketAddress, _ other: SocketAddress) {
            lower = min(one, other)
            higher = max(one, other)
        }
    }
}
