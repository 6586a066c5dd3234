package import Wire

/// One TCP connection as its packets show it.
package struct TCPStream: Sendable {
    package enum Handshake: String, Sendable {
        case complete, partial, missing
    }

    package enum Close: String, Sendable {
        case fin, reset, open
    }

    /// The stream's place in the capture, from 0.
    package let id: Int
    package let client: SocketAddress
    package let server: SocketAddress
    package let start: Timestamp
    package private(set) var end: Timestamp
    package private(set) var clientToServer = Flow()
    package private(set) var serverToClient = Flow()
    /// Every packet in order, or nil where only the counters were kept.
    package private(set) var items: [PacketItem]?
    /// The longest silence while sent bytes were waiting for their acknowledgment.
    package private(set) var longestStallNanoseconds: Int64 = 0
    /// More packets than these are not kept, and then none is.
    private let keptItems: Int
    private var newestSYN: Timestamp?
    private var sawHandshakeACK = false
    /// Another stream had the same ends before.
    private let reusesPorts: Bool
    /// Whether it is known when every packet was captured: if not, no time of the stream means anything.
    package private(set) var isTimed = true
    /// The smaller of the MSSs that the two ends announced.
    private var smallestMSS: UInt16?
    /// What Wireshark takes for the first round trip.
    private var handshakeNanoseconds: Int64?

    init(
        id: Int,
        client: SocketAddress,
        server: SocketAddress,
        start: Timestamp,
        keptItems: Int,
        reusesPorts: Bool = false
    ) {
        self.id = id
        self.client = client
        self.server = server
        self.start = start
        end = start
        items = keptItems > 0 ? [] : nil
        self.keptItems = keptItems
        self.reusesPorts = reusesPorts
    }

    package var durationNanoseconds: Int64 { end - start }

    package var handshake: Handshake {
        switch (clientToServer.sawSYN, serverToClient.sawSYN) {
        case (true, true) where sawHandshakeACK: .complete
        case (false, false): .missing
        default: .partial
        }
    }

    package var close: Close {
        if clientToServer.sawRST || serverToClient.sawRST { return .reset }
        return clientToServer.sawFIN && serverToClient.sawFIN ? .fin : .open
    }

    /// Nothing more is to come: reset, or both ends have sent a FIN and acknowledged the other's.
    package var isOver: Bool {
        switch close {
        case .reset: true
        case .open: false
        case .fin:
            clientToServer.acknowledged >= serverToClient.nextOffset
                && serverToClient.acknowledged >= clientToServer.nextOffset
        }
    }

    package func flow(_ direction: Direction) -> Flow {
        switch direction {
        case .clientToServer: clientToServer
        case .serverToClient: serverToClient
        }
    }

    /// Whether the capture has the start of a direction, without which a record's offsets cannot be placed in it.
    package func isFromStart(_ direction: Direction) -> Bool {
        flow(direction).isFromStart
    }

    /// The most payload a segment of this direction may have beside `optionBytes` of options; nil where no SYN says.
    ///
    /// A sender keeps to the MSS its peer announced and to its own interface's, which it announced itself (RFC 6691).
    package func segmentLimit(_ direction: Direction, optionBytes: Int) -> Int? {
        // One SYN alone leaves open what the other end may send.
        let sawPeersSYN = direction == .clientToServer ? serverToClient.sawSYN : clientToServer.sawSYN
        guard sawPeersSYN, let smallestMSS else { return nil }
        return max(1, Int(smallestMSS) - optionBytes)
    }

    /// RFC 9293 §3.7.1.
    private var defaultMSS: UInt16 {
        switch server.address {
        case .v4: 536
        case .v6: 1220
        }
    }

    /// Whether a SYN from `source` is this connection's: of a later use of the same ports it has another sequence number.
    func isOpened(by header: borrowing TCPHeader, from source: SocketAddress) -> Bool {
        guard let base = flow(source == client ? .clientToServer : .serverToClient).base else { return true }
        return header.sequence &+ 1 == base
    }

    mutating func noteMissingTime() { isTimed = false }

    private mutating func keep(_ item: PacketItem) {
        items?.append(item)
        if items?.count ?? 0 > keptItems { dropItems() }
    }

    mutating func dropItems() {
        items = nil
    }

    /// Takes the stream's next packet; `item` becomes what it means there.
    mutating func add(
        _ header: borrowing TCPHeader,
        _ item: inout PacketItem,
        _ payloadLength: Int,
        from direction: Direction,
        number: Int,
        time: Timestamp
    ) {
        noteStall(until: time)
        if end < time { end = time }
        if header.flags.hasSYN {
            smallestMSS = min(smallestMSS ?? .max, header.options.mss ?? defaultMSS)
        }
        followHandshake(header.flags, time)
        item.begin(header, payloadLength, from: direction, number: number, elapsed: time - start)
        let limit = segmentLimit(direction, optionBytes: item.optionBytes)
        switch direction {
        case .clientToServer:
            Self.add(header, &item, time, limit, handshakeNanoseconds, &clientToServer, &serverToClient)
            if serverToClient.sawSYN && (item.acknowledged ?? -1) >= 0 { sawHandshakeACK = true }
        case .serverToClient:
            Self.add(header, &item, time, limit, handshakeNanoseconds, &serverToClient, &clientToServer)
        }
        if reusesPorts && clientToServer.packets + serverToClient.packets == 1 {
            item.analysis.insert(.reusedPorts)
            clientToServer.count(.reusedPorts)
        }
        if items != nil { keep(item) }
    }

    /// Takes a packet that has been captured already: it counts as that, and as nothing else.
    mutating func addDuplicate(
        _ header: borrowing TCPHeader,
        _ item: inout PacketItem,
        _ payloadLength: Int,
        from direction: Direction,
        number: Int,
        time: Timestamp
    ) {
        item.begin(header, payloadLength, from: direction, number: number, elapsed: time - start)
        item.analysis = .captureDuplicate
        switch direction {
        case .clientToServer:
            Self.place(header, &item, &clientToServer, &serverToClient)
            clientToServer.countDuplicate()
        case .serverToClient:
            Self.place(header, &item, &serverToClient, &clientToServer)
            serverToClient.countDuplicate()
        }
    }

    /// Measures the silence before a packet, where bytes were waiting for their acknowledgment.
    private mutating func noteStall(until time: Timestamp) {
        let silence = time - end
        guard silence > longestStallNanoseconds else { return }
        let isWaiting =
            clientToServer.nextOffset > serverToClient.acknowledged
            || serverToClient.nextOffset > clientToServer.acknowledged
        if isWaiting { longestStallNanoseconds = silence }
    }

    /// Measures from the newest SYN to the first packet that acknowledges without one.
    private mutating func followHandshake(_ flags: TCPFlags, _ time: Timestamp) {
        guard handshakeNanoseconds == nil, flags.hasSYN != flags.hasACK else { return }
        if flags.hasSYN {
            newestSYN = time
        } else if let newestSYN, time != newestSYN {
            handshakeNanoseconds = time - newestSYN
        }
    }

    /// Says where a packet's payload lies and up to where it acknowledges.
    @inline(__always)
    private static func place(
        _ header: borrowing TCPHeader,
        _ item: inout PacketItem,
        _ sender: inout Flow,
        _ peer: inout Flow
    ) {
        item.offset = sender.offset(of: header, payloadLength: item.bytes)
        if header.flags.hasACK { item.acknowledged = peer.offset(acknowledgedBy: header) }
    }

    @inline(__always)
    private static func add(
        _ header: borrowing TCPHeader,
        _ item: inout PacketItem,
        _ time: Timestamp,
        _ limit: Int?,
        _ handshakeNanoseconds: Int64?,
        _ sender: inout Flow,
        _ peer: inout Flow
    ) {
        place(header, &item, &sender, &peer)
        item.freshBytes = sender.add(header, offset: item.offset, payloadLength: item.bytes, effectiveMSS: limit)
        if let acknowledged = item.acknowledged {
            if sender.acknowledge(upTo: acknowledged) {
                peer.hear(upTo: acknowledged, time: time, echo: header.options.timestamps?.echo)
            }
            if !header.options.sackBlocks.isEmpty {
                sender.noteSACK(header.options.sackBlocks, acknowledgment: header.acknowledgment)
            }
        }
        sender.send(item, time: time, clock: header.options.timestamps?.value)
        sender.noteInFlight(acknowledged: peer.acknowledged)
        if header.flags.hasSYN {
            // RFC 7323 §2.2: the window of a SYN is never scaled.
            item.window = Int(header.window)
        } else if sender.refusedScale || peer.refusedScale {
            item.window = Int(header.window)
        } else if let scale = sender.windowScale {
            // An answer that was not captured is taken to agree.
            item.window = Int(header.window) << scale
        }
        item.analysis = SegmentClassifier.classify(
            SegmentClassifier.Segment(
                flags: item.flags,
                offset: item.offset,
                bytes: item.bytes,
                acknowledged: item.acknowledged,
                window: header.window,
                windowBytes: item.window,
                time: time
            ),
            &sender.end,
            &peer.end,
            handshakeNanoseconds
        )
        sender.count(item.analysis)
    }
}

extension PacketItem {
    /// Becomes what a packet's header alone says of it, written in place: this is done for every packet.
    @inline(__always)
    fileprivate mutating func begin(
        _ header: borrowing TCPHeader,
        _ payloadLength: Int,
        from direction: Direction,
        number: Int,
        elapsed nanoseconds: Int64
    ) {
        self.number = number
        self.direction = direction
        elapsedNanoseconds = nanoseconds
        flags = header.flags
        offset = 0
        bytes = payloadLength
        freshBytes = 0
        acknowledged = nil
        window = nil
        optionBytes = header.options.byteCount
        analysis = []
    }
}
