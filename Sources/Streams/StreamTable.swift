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
    private var newest: [StreamEnds: Int] = [:]
    /// Guesses for the next packets: streams by the quick hash of their ends.
    private var recent = [Int](repeating: -1, count: recentCount)
    private static let recentCount = 1 << 12
    private let keeping: Keeping

    package init(keeping: Keeping) {
        self.keeping = keeping
    }

    /// Takes the capture's next TCP packet: returns its stream's id and what it means there.
    package mutating func add(
        _ header: borrowing TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        payloadLength: Int,
        number: Int,
        time: Timestamp
    ) -> (stream: Int, item: PacketItem) {
        let ends = StreamEnds(source, destination)
        let place = ends.quickHash & (Self.recentCount - 1)
        var id = recent[place]
        var direction = id >= 0 ? streams[id].direction(of: ends) : nil
        let flags = header.flags
        if direction == nil || flags.hasSYN {
            id = stream(of: header, from: source, to: destination, ends, time: time)
            recent[place] = id
            direction = streams[id].direction(of: ends)
        }
        let sender = direction ?? .clientToServer
        let item = streams[id].add(header, payloadLength: payloadLength, from: sender, number: number, time: time)
        return (id, item)
    }

    private mutating func stream(
        of header: borrowing TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        _ ends: StreamEnds,
        time: Timestamp
    ) -> Int {
        let ends = ends.canonical
        let flags = header.flags
        if let id = newest[ends] {
            let isOpening = flags.hasSYN && !flags.hasACK
            guard isOpening, !streams[id].isOpened(by: header, from: source) else { return id }
        }

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
    private func isAnswer(_ header: borrowing TCPHeader, from source: SocketAddress, to destination: SocketAddress)
        -> Bool
    {
        if header.flags.hasSYN { return header.flags.hasACK }
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
}
