internal import Wire

/// Why an attempt to connect made no connection.
package enum FailedAttempt: String, Sendable, CaseIterable {
    case unanswered
    /// Answered by SYN+ACK, which the client never acknowledged.
    case neverCompleted
    case refusedByReset
    case refusedByICMP = "refusedByIcmp"
    /// Answered by SYN+ACK, to which the client sent RST, as a SYN scan does.
    case resetByClient
}

/// How a connection is opened and reset, and what stands in its way.
extension TCPStream {
    package var close: Close {
        if reset != nil { return .reset }
        if clientToServer.sawFIN && serverToClient.sawFIN { return .fin }
        return failedAttempt == nil ? .open : .notOpened
    }

    /// Nothing more is to come: reset, or both ends have sent a FIN and acknowledged the other's.
    package var isOver: Bool {
        switch close {
        case .reset: true
        case .open, .notOpened: false
        case .fin:
            clientToServer.acknowledged >= serverToClient.nextOffset
                && serverToClient.acknowledged >= clientToServer.nextOffset
        }
    }

    /// Nil where a connection was made, and where more was captured than an attempt to make one.
    package var failedAttempt: FailedAttempt? {
        guard clientToServer.hasOnlyOpened, serverToClient.hasOnlyOpened,
            clientToServer.sawSYN || serverToClient.sawSYN
        else { return nil }
        if serverToClient.sawSYN {
            return reset?.sender == .clientToServer ? .resetByClient : .neverCompleted
        }
        if reset?.sender == .serverToClient { return .refusedByReset }
        let isRefused = icmpErrors.kinds.contains { $0.about == .clientToServer && $0.message.isUnreachable }
        return isRefused ? .refusedByICMP : .unanswered
    }

    /// The RST that ended the stream; nil where its sender went on, as though it had sent none.
    package var reset: Reset? {
        guard var reset = rare.first?.reset else { return nil }
        if !isTimed { (reset.elapsedNanoseconds, reset.silenceNanoseconds) = (nil, nil) }
        return reset
    }

    /// The ICMP errors about the stream's packets.
    package var icmpErrors: ICMPErrors { rare.first?.icmpErrors ?? ICMPErrors() }

    /// How long this direction's sender advertised a window of 0, and so held up the other; nil in a stream that is not timed.
    package func closedWindowNanoseconds(_ direction: Direction) -> Int64? {
        guard isTimed else { return nil }
        guard let rare = rare.first else { return 0 }
        let window = direction == .clientToServer ? rare.clientWindow : rare.serverWindow
        return window.total(at: durationNanoseconds)
    }

    /// From the first SYN to the acknowledgment of its answer; nil unless the handshake is complete.
    package var establishedNanoseconds: Int64? {
        isTimed && handshake == .complete ? opening.establishedNanoseconds : nil
    }

    /// Who sent the first byte, and how long after the handshake; nil where the stream was joined in its middle.
    package var firstRequest: (sender: Direction, waitNanoseconds: Int64?)? {
        guard sawBothStarts, let (sender, wait) = opening.first else { return nil }
        return (sender, isTimed ? wait : nil)
    }

    /// From the last byte of that end before it to the first byte of the other; nil likewise.
    package var answerNanoseconds: Int64? { sawBothStarts && isTimed ? opening.answerNanoseconds : nil }

    /// From there to the acknowledgment, where it came ahead of the answer.
    package var acknowledgmentNanoseconds: Int64? {
        sawBothStarts && isTimed ? opening.acknowledgmentNanoseconds : nil
    }

    private var sawBothStarts: Bool { isFromStart(.clientToServer) && isFromStart(.serverToClient) }

    /// Takes an ICMP error about a packet of this stream, unless that packet cannot have been one of this connection.
    mutating func add(_ error: SegmentError, about direction: Direction, number: Int, time: Timestamp) {
        guard flow(direction).maySend(error.sequence) else { return }
        changeRareFacts { $0.icmpErrors.add(error, about: direction, number: number, time: time) }
    }

    /// Looks in a packet, the stream's newest, for a RST, a closed window, and what takes either back.
    @inline(never)
    mutating func followRareFacts(_ item: PacketItem, window: UInt16, silence: Int64) {
        if item.flags.hasRST {
            // Before the connection is open, the number of another one's RST tells it from this one's.
            let sender = flow(item.direction)
            if reset == nil, sender.origin.isSettled || sender.hasSent(upTo: item.offset) {
                let reset = reset(by: item, silence: silence)
                changeRareFacts { $0.reset = reset }
            }
            return
        }
        if let reset, reset.sender == item.direction, item.goesOn(after: reset) {
            changeRareFacts { $0.reset = nil }
        }
        followWindow(item, isClosed: window == 0)
    }

    private mutating func followWindow(_ item: PacketItem, isClosed: Bool) {
        let isFromClient = item.direction == .clientToServer
        let newest = isFromClient ? clientToServer.acknowledged : serverToClient.acknowledged
        // Of a SYN it is no window yet, and what was overtaken says nothing new.
        guard !item.flags.hasSYN, let acknowledged = item.acknowledged, acknowledged >= newest else { return }
        let wasClosed = rare.first.map { isFromClient ? $0.clientWindow.isClosed : $0.serverWindow.isClosed } ?? false
        guard isClosed != wasClosed, !(isClosed && item.flags.hasFIN) else { return }
        let path = isFromClient ? \RareFacts.clientWindow : \.serverWindow
        changeRareFacts {
            if isClosed {
                $0[keyPath: path].close(at: item.elapsedNanoseconds)
            } else {
                $0[keyPath: path].open(at: item.elapsedNanoseconds)
            }
        }
    }

    private func reset(by item: PacketItem, silence: Int64) -> Reset {
        let isFromClient = item.direction == .clientToServer
        return Reset(
            sender: item.direction,
            number: item.number,
            elapsedNanoseconds: item.elapsedNanoseconds,
            silenceNanoseconds: max(0, silence),
            stage: stage(seenBy: item.direction),
            // What it carries itself is no part of the stream.
            clientBytes: clientToServer.uniqueBytes - (isFromClient ? item.freshBytes : 0),
            serverBytes: serverToClient.uniqueBytes - (isFromClient ? 0 : item.freshBytes),
            unacknowledgedBytes: isFromClient
                ? clientToServer.unacknowledged(of: serverToClient) : serverToClient.unacknowledged(of: clientToServer),
            offset: item.offset
        )
    }

    /// How far the connection has come, for an end that has just sent its first RST.
    private func stage(seenBy direction: Direction) -> Reset.Stage? {
        guard packets > 1 else { return nil }
        if clientToServer.hasOnlyOpened && serverToClient.hasOnlyOpened {
            if serverToClient.sawSYN { return .synAck }
            if clientToServer.sawSYN { return .syn }
        }
        let (own, peer) =
            direction == .clientToServer
            ? (clientToServer.sawFIN, serverToClient.sawFIN) : (serverToClient.sawFIN, clientToServer.sawFIN)
        switch (own, peer) {
        case (true, true): return .bothFINs
        case (true, false): return .ownFIN
        case (false, true): return .peerFIN
        case (false, false): return .established
        }
    }

    private mutating func changeRareFacts(_ change: (inout RareFacts) -> Void) {
        if rare.isEmpty {
            rare.reserveCapacity(1)
            rare.append(RareFacts())
        }
        change(&rare[0])
    }
}

extension PacketItem {
    /// Whether the end that sent `reset` shows by this packet that it was not the end: a new SYN, or bytes behind it.
    fileprivate func goesOn(after reset: Reset) -> Bool {
        if flags.hasSYN { return true }
        guard freshBytes > 0 else { return false }
        // A number from nowhere near is not that end's own.
        return offset >= reset.offset || reset.offset - offset > 1 << 30
    }
}
