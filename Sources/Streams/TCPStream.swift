package import Wire

/// One TCP connection as its packets show it.
package struct TCPStream: Sendable {
    package enum Handshake: String, Sendable {
        case complete, partial, missing
    }

    package enum Close: String, Sendable {
        case fin, reset, open
        /// No connection was made.
        case notOpened
    }

    /// The stream's place in the capture, from 0.
    package let id: Int
    package let client: SocketAddress
    package let server: SocketAddress
    package let start: Timestamp
    package private(set) var end: Timestamp
    package internal(set) var clientToServer = Flow()
    package internal(set) var serverToClient = Flow()
    /// Every packet in order, or nil where only the counters were kept.
    package private(set) var items: [PacketItem]?
    /// The longest silence while bytes waited for an acknowledgment that was due; 0 without one.
    package internal(set) var longestStallNanoseconds: Int64 = 0
    /// More packets than these are not kept, and then none is.
    private let keptItems: Int
    var opening = Opening()
    /// None or one set of facts.
    var rare: [RareFacts] = []
    private var newestSYN: Timestamp?
    private var sawHandshakeACK = false
    /// Another stream had the same ends before.
    private let reusesPorts: Bool
    /// The place of the stream that had the ends before, while packets may still be of that one; -1 for none.
    var rival: Int32
    /// Whether it is known when every packet was captured: if not, no time of the stream means anything.
    package private(set) var isTimed = true
    /// The smaller of the MSSs that the two ends announced.
    var smallestMSS: UInt16?
    /// What Wireshark takes for the first round trip.
    private var handshakeNanoseconds: Int64?

    init(
        id: Int,
        client: SocketAddress,
        server: SocketAddress,
        start: Timestamp,
        keptItems: Int,
        reusesPorts: Bool = false,
        rival: Int? = nil
    ) {
        self.id = id
        self.client = client
        self.server = server
        self.start = start
        end = start
        items = keptItems > 0 ? [] : nil
        self.keptItems = keptItems
        self.reusesPorts = reusesPorts
        self.rival = rival.map { Int32(truncatingIfNeeded: $0) } ?? -1
    }

    package var durationNanoseconds: Int64 { end - start }

    package var handshake: Handshake {
        switch (clientToServer.sawSYN, serverToClient.sawSYN) {
        case (true, true) where sawHandshakeACK: .complete
        case (false, false): .missing
        default: .partial
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
        flow(direction).origin.isFromStart
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
        let silence = time - end
        noteStall(until: time)
        if end < time { end = time }
        var isOther = false
        if header.flags.hasSYN { isOther = takeSYN(header, from: direction) }
        followHandshake(header.flags, time)
        item.begin(header, payloadLength, from: direction, number: number, elapsed: time - start)
        let limit = segmentLimit(direction, optionBytes: item.optionBytes)
        switch direction {
        case .clientToServer:
            Self.add(header, &item, time, limit, handshakeNanoseconds, &clientToServer, &serverToClient)
            let isAnswer = (item.acknowledged ?? -1) >= 0 && !item.flags.hasRST
            if !sawHandshakeACK && serverToClient.sawSYN && isAnswer {
                sawHandshakeACK = true
                opening.establish(at: item.elapsedNanoseconds)
            }
        case .serverToClient:
            Self.add(header, &item, time, limit, handshakeNanoseconds, &serverToClient, &clientToServer)
        }
        if isOther || reusesPorts && clientToServer.packets + serverToClient.packets == 1 {
            item.analysis.insert(.reusedPorts)
            clientToServer.count(.reusedPorts)
        }
        if opening.isUnderway {
            let isFromClient = direction == .clientToServer
            opening.take(item, peerEnd: isFromClient ? serverToClient.nextOffset : clientToServer.nextOffset)
        }
        let window = header.window
        if window == 0 || !rare.isEmpty || item.flags.hasRST {
            followRareFacts(item, window: window, silence: silence)
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

    /// Measures from the newest SYN to the first packet that acknowledges without one.
    private mutating func followHandshake(_ flags: TCPFlags, _ time: Timestamp) {
        guard handshakeNanoseconds == nil, flags.hasSYN != flags.hasACK else { return }
        if flags.hasSYN {
            newestSYN = time
        } else if let newestSYN, time != newestSYN {
            handshakeNanoseconds = time - newestSYN
        }
    }

    /// Says where a packet's payload lies, up to where it acknowledges, and which window it has.
    @inline(__always)
    private static func place(
        _ header: borrowing TCPHeader,
        _ item: inout PacketItem,
        _ sender: inout Flow,
        _ peer: inout Flow
    ) {
        item.offset = sender.offset(of: header, payloadLength: item.bytes)
        if header.flags.hasACK { item.acknowledged = peer.offset(acknowledgedBy: header) }
        if header.flags.hasSYN {
            // RFC 7323 §2.2: the window of a SYN is never scaled.
            item.window = Int(header.window)
        } else if let shift = sender.windowShift {
            item.window = Int(header.window) << shift
        }
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
        if !sender.origin.isSettled || !peer.origin.isSettled { settle(header, item.bytes, &sender, &peer) }
        place(header, &item, &sender, &peer)
        if header.flags.hasSYN, header.sequence &+ 1 != sender.origin.base {
            return sender.addForeign(header.flags, payloadLength: item.bytes)
        }
        item.freshBytes = sender.add(
            header,
            offset: item.offset,
            payloadLength: item.bytes,
            effectiveMSS: limit,
            acknowledged: peer.acknowledged
        )
        // Before the connection is open, and from a reset, only what was sent is acknowledged (RFC 9293 section 3.10.7.3).
        let flags = item.flags
        let isOpen = (peer.origin.isSettled || sender.sawSYN) && !flags.hasSYN && !flags.hasRST
        if let acknowledged = item.acknowledged, isOpen || acknowledged >= 0 && acknowledged <= peer.nextOffset {
            if sender.acknowledge(upTo: acknowledged) {
                peer.hear(upTo: acknowledged, time: time, echo: header.options.timestamps?.echo)
            }
            if !header.options.sackBlocks.isEmpty {
                sender.noteSACK(header.options.sackBlocks, acknowledgment: header.acknowledgment)
            }
        }
        sender.send(item, time: time, clock: header.options.timestamps?.value)
        sender.noteInFlight(acknowledged: peer.acknowledged)
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
