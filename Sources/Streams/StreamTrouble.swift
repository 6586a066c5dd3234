/// Something about a stream that whoever looks for trouble wants to see first.
package enum StreamTrouble: Sendable, Equatable {
    case failed(FailedAttempt)
    case reset(Reset)
    /// RSTs whose senders went on.
    case resetInVain(packets: Int)
    case icmp(ICMPErrors.Kind)
    /// ICMP errors of further kinds.
    case furtherICMP(errors: Int)
    /// A connection was made, but its SYN or SYN+ACK had to be sent again.
    case openedAgain(syns: Int, synAcks: Int)
    case sentAgain(segments: Int, bytes: Int64)
    /// Segments with new bytes behind later ones: lost before the place of the capture and sent again, or overtaken.
    case late(segments: Int)
    /// Runs of bytes that were acknowledged and not captured.
    case notCaptured(gaps: Int)
    /// The window of an end was 0 in so many packets; the time is that from the first to one that opened it.
    case closedWindow(of: Direction, packets: Int, nanoseconds: Int64?)
    /// Silence while bytes waited for an acknowledgment that was due.
    case stalled(nanoseconds: Int64)
    case startNotSeen(inPart: Bool)
}

extension TCPStream {
    /// What went wrong, the gravest first; empty in a healthy stream.
    package var troubles: [StreamTrouble] {
        let flows = [clientToServer, serverToClient]
        func sum(_ value: (Flow) -> Int) -> Int { flows.reduce(0) { $0 + value($1) } }
        var troubles: [StreamTrouble] = []
        let failure = failedAttempt
        if let failure { troubles.append(.failed(failure)) }
        if let reset, failure != .refusedByReset, failure != .resetByClient { troubles.append(.reset(reset)) }
        let resets = sum(\.resets)
        if reset == nil, resets > 0 { troubles.append(.resetInVain(packets: resets)) }
        let icmpErrors = icmpErrors
        troubles += icmpErrors.kinds.map { .icmp($0) }
        if icmpErrors.others > 0 { troubles.append(.furtherICMP(errors: icmpErrors.others)) }
        if failure == nil, sum(\.retransmittedSYNs) > 0 {
            troubles.append(.openedAgain(syns: clientToServer.syns, synAcks: serverToClient.synAcks))
        }
        let segments = sum(\.retransmittedSegments)
        if segments > 0 {
            troubles.append(
                .sentAgain(
                    segments: segments,
                    bytes: clientToServer.retransmittedBytes + serverToClient.retransmittedBytes
                )
            )
        }
        let late = sum(\.lateSegments)
        if late > 0 { troubles.append(.late(segments: late)) }
        let gaps = gaps(.clientToServer) + gaps(.serverToClient)
        if gaps > 0 { troubles.append(.notCaptured(gaps: gaps)) }
        for direction in Direction.allCases {
            let packets = flow(direction).classes[.zeroWindow]
            guard packets > 0 else { continue }
            let nanoseconds = closedWindowNanoseconds(direction)
            troubles.append(.closedWindow(of: direction, packets: packets, nanoseconds: nanoseconds))
        }
        if longestStallNanoseconds > 0 { troubles.append(.stalled(nanoseconds: longestStallNanoseconds)) }
        if handshake != .complete, failure == nil { troubles.append(.startNotSeen(inPart: handshake == .partial)) }
        return troubles
    }

    /// How many runs of a direction's bytes were acknowledged and never captured; those before the first that was captured are left out.
    package func gaps(_ direction: Direction) -> Int {
        let receiver = flow(direction.reversed)
        return flow(direction).gaps(acknowledged: receiver.packets > 0 ? receiver.acknowledged : nil)
    }

    /// Bytes of both directions that were captured at least once.
    package var uniqueBytes: Int64 { clientToServer.uniqueBytes + serverToClient.uniqueBytes }

    /// Packets of both directions.
    package var packets: Int { clientToServer.packets + serverToClient.packets }
}
