package import Wire

/// The TCP streams of a capture, found by their two ends.
package struct StreamTable: Sendable {
    /// Of which streams every packet is kept, and not the counters alone.
    package enum Keeping: Sendable, Equatable {
        case all
        case none
        case only(Int)
        /// All streams while they are no more than so many, and none of them has 100,000 packets; then none.
        case few(Int)
    }

    /// In the order of their first packets, as long as none had to make room.
    package private(set) var streams = StreamStore()
    /// Idle streams that made room for new ones: nothing more is known of them.
    package private(set) var evicted = 0
    /// The packet that was added last.
    package private(set) var item = PacketItem()
    private let keeping: Keeping
    private let capacity: Int
    /// The ends of `streams`, from the client's side: beside them, so that a look at one does not touch a stream.
    private var ends: [StreamEnds] = []
    private var newest: [StreamEnds: Int] = [:]
    /// Guesses for the next packets: streams by the quick hash of their ends.
    private var recent = [Int](repeating: -1, count: recentCount)
    private static let recentCount = 1 << 12
    private var seen = RecentPackets()
    /// Of the newest packet that has a time: where others have none, no time passes.
    private var now = Timestamp(nanoseconds: 0)
    /// Where the search for an idle stream goes on.
    private var hand = 0
    /// How many streams are compared to find one that is idle.
    private static let candidates = 64

    /// `capacity` is the most streams that are followed at a time.
    package init(keeping: Keeping, capacity: Int = .max) {
        self.keeping = keeping
        self.capacity = max(1, capacity)
    }

    /// Takes the capture's next TCP packet: returns its stream's place in `streams`; `item` says what it means there.
    ///
    /// `time` is nil where the capture does not say. `identification` is the IP header's, 0 where it has none; `interface` tells apart places where the same packet may pass.
    @discardableResult
    package mutating func add(
        _ header: borrowing TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        payloadLength: Int,
        number: Int,
        time captureTime: Timestamp?,
        identification: UInt32 = 0,
        interface: UInt32 = 0
    ) -> Int {
        if let captureTime { now = captureTime }
        let time = now
        let packet = StreamEnds(source, destination)
        let guess = packet.quickHash & (Self.recentCount - 1)
        var place = recent[guess]
        let flags = header.flags
        var isForward = place >= 0 && ends[place] == packet
        if flags.hasSYN || !isForward && (place < 0 || ends[place] != packet.reversed) {
            let isCertain: Bool
            (place, isCertain) = stream(of: header, from: source, to: destination, packet, time: time)
            recent[guess] = isCertain ? place : -1
            isForward = ends[place] == packet
        }
        let direction: Direction = isForward ? .clientToServer : .serverToClient
        let seenPacket = RecentPackets.Packet(
            header,
            stream: place,
            isForward: isForward,
            payloadLength: payloadLength,
            identification: identification,
            interface: interface,
            time: time
        )
        var isDuplicate = false
        // Without times nothing tells a copy from what was sent twice.
        if captureTime != nil, let original = seen.original(of: seenPacket) {
            isDuplicate = identification != 0 || original.interface != interface
            if !isDuplicate {
                let age = seenPacket.microseconds(after: original)
                isDuplicate = isCopy(header, payloadLength, at: place, direction, time, age)
            }
        }
        if isDuplicate {
            streams[place].addDuplicate(header, &item, payloadLength, from: direction, number: number, time: time)
        } else {
            seen.remember(seenPacket)
            streams[place].add(header, &item, payloadLength, from: direction, number: number, time: time)
        }
        if captureTime == nil { streams[place].noteMissingTime() }
        return place
    }

    /// Of a packet without an identification that is like another on the same interface, so many microseconds before it.
    private func isCopy(
        _ header: borrowing TCPHeader,
        _ payloadLength: Int,
        at place: Int,
        _ direction: Direction,
        _ time: Timestamp,
        _ microseconds: Int32
    ) -> Bool {
        guard microseconds.magnitude < Self.mirrorMicroseconds else { return false }
        let nanoseconds = Int64(microseconds.magnitude) * 1_000
        return streams[place].isCopy(header, payloadLength, from: direction, ofOneBefore: nanoseconds, at: time)
    }

    /// A mirror is no later than that.
    private static let mirrorMicroseconds: UInt32 = 1_000

    /// Takes an ICMP error: it is noted with the newest stream between the ends of the segment that it quotes, if there is one.
    package mutating func add(_ error: SegmentError, number: Int, time: Timestamp?) {
        let segment = StreamEnds(error.source, error.destination)
        guard let place = newest[segment.canonical] else { return }
        let direction: Direction = ends[place] == segment ? .clientToServer : .serverToClient
        streams[place].add(error, about: direction, number: number, time: time ?? now)
    }

    /// The place of a packet's stream, and whether the next packets between the same ends are certain to be of it too.
    private mutating func stream(
        of header: borrowing TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress,
        _ packet: StreamEnds,
        time: Timestamp
    ) -> (place: Int, isCertain: Bool) {
        let canonical = packet.canonical
        let flags = header.flags
        let previous = newest[canonical]
        if let previous {
            let isOpening = flags.hasSYN && !flags.hasACK
            if streams[previous].rival >= 0, let place = contender(header, from: source, canonical, previous) {
                if place == previous && !isOpening { streams[place].rival = -1 }
                return (place, streams[previous].rival < 0)
            }
            guard flags.hasSYN, !streams[previous].isOpened(by: header, from: source) else {
                return (previous, streams[previous].rival < 0)
            }
        }

        let isFromServer = isAnswer(header, from: source, to: destination)
        let id = streams.count + evicted
        let stream = TCPStream(
            id: id,
            client: isFromServer ? destination : source,
            server: isFromServer ? source : destination,
            start: time,
            keptItems: keptItems(id),
            reusesPorts: previous != nil,
            rival: previous.flatMap { streams[$0].isOver ? nil : $0 }
        )
        let isCertain = stream.rival < 0
        let place: Int
        if streams.count < capacity {
            place = streams.count
            streams.append(stream)
            ends.append(isFromServer ? packet.reversed : packet)
        } else {
            place = idlest()
            let old = ends[place].canonical
            if newest[old] == place { newest[old] = nil }
            streams[place] = stream
            ends[place] = isFromServer ? packet.reversed : packet
            evicted += 1
        }
        newest[canonical] = place
        return (place, isCertain)
    }

    /// The newest of the streams with the same ends whose numbers a packet has; nil for none.
    ///
    /// A SYN may be an old one, or one that was not heard: what is acknowledged after it decides (RFC 9293 section 3.5).
    private func contender(
        _ header: borrowing TCPHeader,
        from source: SocketAddress,
        _ canonical: StreamEnds,
        _ newest: Int
    ) -> Int? {
        var place = newest
        for _ in 0..<Self.contenders where place >= 0 && place < ends.count && ends[place].canonical == canonical {
            if streams[place].isPlausible(header, from: source) { return place }
            place = Int(streams[place].rival)
        }
        return nil
    }

    /// How many streams are looked at that have the same ends.
    private static let contenders = 4

    /// The place of a stream that was silent for long: of a few in turn the one whose last packet is the oldest.
    private mutating func idlest() -> Int {
        var found = hand
        for _ in 0..<min(Self.candidates, streams.count) {
            if streams[hand].end < streams[found].end { found = hand }
            hand = (hand + 1) % streams.count
        }
        return found
    }

    /// Whether the first packet seen of a stream comes from its server: a SYN+ACK does; in the middle of a stream the well-known port is taken for it.
    private func isAnswer(
        _ header: borrowing TCPHeader,
        from source: SocketAddress,
        to destination: SocketAddress
    ) -> Bool {
        if header.flags.hasSYN { return header.flags.hasACK }
        return source.port < 1024 && destination.port >= 1024
    }

    /// How many packets of a new stream are kept.
    private mutating func keptItems(_ id: Int) -> Int {
        switch keeping {
        case .all: return .max
        case .none: return 0
        case .only(let wanted): return id == wanted ? .max : 0
        case .few(let limit):
            if id == limit { for index in streams.indices { streams[index].dropItems() } }
            return id < limit ? 100_000 : 0
        }
    }
}
