/// Something about a stream that whoever looks for trouble wants to see first.
package enum StreamTrouble: Sendable, Equatable {
    case reset
    case sentAgain(segments: Int, bytes: Int64)
    /// Segments with new bytes behind later ones: lost before the place of the capture and sent again, or overtaken.
    case late(segments: Int)
    /// Runs of bytes that were acknowledged and not captured.
    case notCaptured(gaps: Int)
    case zeroWindows(Int)
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
        if close == .reset { troubles.append(.reset) }
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
        let zeroWindows = sum { $0.classes[.zeroWindow] }
        if zeroWindows > 0 { troubles.append(.zeroWindows(zeroWindows)) }
        if longestStallNanoseconds > 0 { troubles.append(.stalled(nanoseconds: longestStallNanoseconds)) }
        if handshake != .complete { troubles.append(.startNotSeen(inPart: handshake == .partial)) }
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
