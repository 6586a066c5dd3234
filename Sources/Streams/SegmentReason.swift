/// Why a segment ended where it did, with the evidence.
///
/// All that hold are given; none is a guess.
package enum SegmentReason: Sendable, Equatable {
    /// All of its bytes had been sent before.
    case retransmission
    /// The payload is all that the effective MSS leaves beside the options.
    case fullSized(limit: Int)
    /// More than the MSS allows on a wire: offload cuts it (or has joined it) outside of the capture's sight.
    case superSegment(estimatedWireSegments: Int)
    /// Ends where the window that the receiver had advertised ends: the window of its newest packet, and its largest one so far.
    case receiveWindow(edge: Int64, window: Int, largest: Int)
    /// Half the largest window that the receiver ever advertised: a Linux sender takes no larger segments.
    case halfWindow(largestWindow: Int)
    /// Ends where a recorded write ends: the write's index in its lane.
    case endOfWrite(Int)
    /// Carries PSH, and no record of the writes says more.
    case push
    /// Shorter than it could be, and left as soon as this packet had acknowledged all before it (RFC 1122 §4.2.3.4).
    case nagle(acknowledgedBy: Int)
    /// Shorter than it could be, and left with this packet's acknowledgment of all before it, which came so much later than
    /// a round trip: consistent with Nagle's algorithm and delayed acknowledgments, which only a record of the writes would show.
    case lateAcknowledgment(by: Int, nanoseconds: Int64)
    /// One byte against a closed window.
    case windowProbe
    /// One byte that had been acknowledged already.
    case keepAlive
    /// The sender's last bytes.
    case fin

    /// The published name.
    package var name: String {
        switch self {
        case .retransmission: "retransmission"
        case .fullSized: "full-sized"
        case .superSegment: "super-segment"
        case .receiveWindow: "receive-window"
        case .halfWindow: "half-window"
        case .endOfWrite: "end-of-write"
        case .push: "push"
        case .nagle: "nagle"
        case .lateAcknowledgment: "late-ack"
        case .windowProbe: "window-probe"
        case .keepAlive: "keep-alive"
        case .fin: "fin"
        }
    }
}
