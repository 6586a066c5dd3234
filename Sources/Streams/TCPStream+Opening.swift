internal import Wire

/// Which SYNs and acknowledgments are of this connection: others come late, from an earlier one, or from elsewhere.
extension TCPStream {
    /// Whether a SYN from `source` is this connection's, and not of a later use of the same ports.
    func isOpened(by header: borrowing TCPHeader, from source: SocketAddress) -> Bool {
        let direction: Direction = source == client ? .clientToServer : .serverToClient
        let origin = flow(direction).origin
        let firstByte = header.sequence &+ 1
        let acknowledgment = header.acknowledgment
        let isSame = origin.base == nil || origin.base == firstByte
        guard header.flags.hasACK else {
            // What was open, and has ended, is not opened by the same SYN again.
            return isSame && !(isOver && handshake == .complete)
        }
        return isSame || !origin.isSettled || flow(direction.reversed).hasSent(upTo: acknowledgment)
    }

    /// Whether the numbers of a packet from `source` are this connection's.
    func isPlausible(_ header: borrowing TCPHeader, from source: SocketAddress) -> Bool {
        let direction: Direction = source == client ? .clientToServer : .serverToClient
        let (sender, receiver) = (flow(direction), flow(direction.reversed))
        if header.flags.hasACK, !receiver.isPlausible(header.acknowledgment, acknowledged: sender.acknowledged) {
            return false
        }
        if header.flags.hasSYN { return isOpened(by: header, from: source) }
        return sender.isPlausible(header.sequence, acknowledged: receiver.acknowledged)
    }

    /// Takes what a SYN announces; returns whether it is a SYN+ACK whose numbers are not those so far.
    mutating func takeSYN(_ header: borrowing TCPHeader, from direction: Direction) -> Bool {
        let isOther =
            switch direction {
            case .clientToServer: Self.takeSYN(header, &clientToServer, &serverToClient)
            case .serverToClient: Self.takeSYN(header, &serverToClient, &clientToServer)
            }
        noteOptions()
        return isOther
    }

    private static func takeSYN(
        _ header: borrowing TCPHeader,
        _ sender: inout Flow,
        _ peer: inout Flow
    ) -> Bool {
        let number = header.acknowledgment
        let firstByte = header.sequence &+ 1
        let hasACK = header.flags.hasACK
        var isAnswer = true
        if hasACK {
            // Nothing else tells where a direction begins whose SYN was not captured.
            if peer.origin.syn == nil { peer.begin(at: number) }
            isAnswer = peer.hasSent(upTo: number)
        }
        let known = sender.origin.base
        if sender.take(SYNSegment(header, isAnswer: isAnswer)) {
            peer.forgetAcknowledged()
            if peer.uniqueBytes == 0 { peer.restart(at: peer.origin.syn == nil ? nil : 0) }
        }
        return hasACK && known != nil && known != firstByte
    }

    /// Looks by which numbers the two directions go on, as long as it is open which of their SYNs count.
    @inline(never)
    static func settle(
        _ header: borrowing TCPHeader,
        _ payloadLength: Int,
        _ sender: inout Flow,
        _ peer: inout Flow
    ) {
        guard !header.flags.hasSYN, !header.flags.hasRST else { return }
        if payloadLength > 0, !sender.origin.isSettled, sender.settle(by: header.sequence) { peer.forgetAcknowledged() }
        let number = header.acknowledgment
        guard header.flags.hasACK, !peer.origin.isSettled, sender.sawSYN || peer.hasSent(upTo: number) else { return }
        if peer.settle(by: number) { sender.forgetAcknowledged() }
    }

    /// Works out what the two SYNs agree on.
    mutating func noteOptions() {
        let (client, server) = (clientToServer.origin.syn, serverToClient.origin.syn)
        clientToServer.windowShift = SYNSegment.windowShift(of: client, answeredBy: server)
        serverToClient.windowShift = SYNSegment.windowShift(of: server, answeredBy: client)
        let announced = [client, server].compactMap { $0?.mss(or: defaultMSS) }
        let isKnown = announced.count == (client == nil ? 0 : 1) + (server == nil ? 0 : 1)
        smallestMSS = isKnown ? announced.min() : nil
    }

    /// RFC 9293 §3.7.1.
    private var defaultMSS: UInt16 {
        switch server.address {
        case .v4: 536
        case .v6: 1220
        }
    }
}

/// What the times of packets tell.
extension TCPStream {
    /// Linux takes no less time than that, beyond the round trip, before it sends again.
    private static let shortestTimer: Int64 = 200_000_000
    /// The time before a segment is sent again whose round trip is not known yet (RFC 6298 section 2.1).
    private static let initialTimer: Int64 = 1_000_000_000

    /// Measures the silence before a packet, where bytes were waiting for an acknowledgment that was due.
    @inline(__always)
    mutating func noteStall(until time: Timestamp) {
        let silence = time - end
        guard silence > max(longestStallNanoseconds, Self.shortestTimer) else { return }
        if isLate(silence, clientToServer, serverToClient) || isLate(silence, serverToClient, clientToServer) {
            longestStallNanoseconds = silence
        }
    }

    /// Whether bytes of `sender` were to be acknowledged within a shorter silence.
    private func isLate(_ silence: Int64, _ sender: Flow, _ receiver: Flow) -> Bool {
        // Against a closed window nothing is due, nor from an end of which no packet was captured.
        guard sender.nextOffset > receiver.acknowledged, receiver.end.window > 0 else { return false }
        let roundTrips = sender.roundTrips.sketch
        let timer = roundTrips.samples > 0 ? roundTrips.maximum * 1_000 + Self.shortestTimer : Self.initialTimer
        return silence >= timer
    }

    /// Whether a packet that is like one `nanoseconds` before it, on the same interface and with no identification, is its copy.
    ///
    /// A host sends nothing again so soon without having heard something (RFC 6298; Linux takes 200 ms), but for bare
    /// acknowledgments and resets, of which each answers another packet: these are copies where others were copied.
    func isCopy(
        _ header: borrowing TCPHeader,
        _ payloadLength: Int,
        from direction: Direction,
        ofOneBefore nanoseconds: Int64,
        at time: Timestamp
    ) -> Bool {
        if clientToServer.duplicatePackets + serverToClient.duplicatePackets > 0 { return true }
        let flags = header.flags
        guard payloadLength > 0 || flags.hasSYN || flags.hasFIN else { return false }
        let peer = flow(direction.reversed).end
        return peer.acknowledged == nil || time - peer.acknowledgedTime > nanoseconds
    }
}
