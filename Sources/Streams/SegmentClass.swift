/// What a packet is among those before it, by the rules and names of Wireshark's `tcp.analysis`.
package struct SegmentClass: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let retransmission = SegmentClass(rawValue: 1 << 0)
    package static let fastRetransmission = SegmentClass(rawValue: 1 << 1)
    package static let spuriousRetransmission = SegmentClass(rawValue: 1 << 2)
    package static let outOfOrder = SegmentClass(rawValue: 1 << 3)
    /// Bytes before this segment were not captured.
    package static let lostSegment = SegmentClass(rawValue: 1 << 4)
    /// Acknowledges bytes that were not captured.
    package static let ackLostSegment = SegmentClass(rawValue: 1 << 5)
    package static let duplicateAck = SegmentClass(rawValue: 1 << 6)
    package static let zeroWindow = SegmentClass(rawValue: 1 << 7)
    package static let zeroWindowProbe = SegmentClass(rawValue: 1 << 8)
    package static let zeroWindowProbeAck = SegmentClass(rawValue: 1 << 9)
    package static let windowFull = SegmentClass(rawValue: 1 << 10)
    package static let windowUpdate = SegmentClass(rawValue: 1 << 11)
    package static let keepAlive = SegmentClass(rawValue: 1 << 12)
    package static let keepAliveAck = SegmentClass(rawValue: 1 << 13)
    /// Opens another connection on ports that had one before.
    package static let reusedPorts = SegmentClass(rawValue: 1 << 14)

    /// The same packet as one before it, captured on another interface or by a mirror.
    ///
    /// Wireshark has no such class.
    package static let captureDuplicate = SegmentClass(rawValue: 1 << 15)

    /// Bytes that had been sent before, whatever the kind.
    package static let sentAgain: SegmentClass = [.retransmission, .fastRetransmission, .spuriousRetransmission]

    /// The published names, in a fixed order.
    package var names: [String] {
        isEmpty ? [] : Self.all.compactMap { contains($0.value) ? $0.name : nil }
    }

    private static let all: [(value: SegmentClass, name: String)] = [
        (.retransmission, "retransmission"), (.fastRetransmission, "fast_retransmission"),
        (.spuriousRetransmission, "spurious_retransmission"), (.outOfOrder, "out_of_order"),
        (.lostSegment, "lost_segment"), (.ackLostSegment, "ack_lost_segment"), (.duplicateAck, "duplicate_ack"),
        (.zeroWindow, "zero_window"), (.zeroWindowProbe, "zero_window_probe"),
        (.zeroWindowProbeAck, "zero_window_probe_ack"), (.windowFull, "window_full"),
        (.windowUpdate, "window_update"), (.keepAlive, "keep_alive"), (.keepAliveAck, "keep_alive_ack"),
        (.reusedPorts, "reused_ports"), (.captureDuplicate, "capture_duplicate"),
    ]
}
