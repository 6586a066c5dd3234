internal import Wire

/// Classes the packets of a stream by Wireshark's rules, once and in the order of the capture.
///
/// Rules are tried in the order of the analysis that its User's Guide describes ("TCP Analysis"), with `ack`, `seq` and
/// `window` as it has them: sequence numbers as offsets, windows as they stand in the header.
enum SegmentClassifier {
    /// A retransmission this soon after an acknowledgment may be a fast one.
    private static let fastNanoseconds: Int64 = 20_000_000
    /// How late a segment may come and still be out of order, where the round trip of the handshake is unknown.
    private static let reorderingNanoseconds: Int64 = 3_000_000

    /// What one direction has sent so far.
    struct End: Sendable {
        // Small fields lie where the ones before them, which may be nil, leave room: there are many streams.

        /// After the highest byte, window probes excluded.
        fileprivate(set) var next: Int64?
        /// As it stands in the header.
        fileprivate(set) var window: UInt16 = 0
        fileprivate(set) var acknowledged: Int64?
        fileprivate var lastClass: SegmentClass = []
        /// In bytes where the scale is known.
        fileprivate var windowBytes: Int?
        /// In a row; or that bytes of this end were said to be lost, which counts as many.
        fileprivate var duplicateAcks: UInt32 = 0
        fileprivate static let saidLost = UInt32.max
        /// When `next` was reached.
        fileprivate var nextTime = Timestamp(nanoseconds: 0)
        fileprivate(set) var acknowledgedTime = Timestamp(nanoseconds: 0)
        /// After the highest byte without a hole before it.
        fileprivate var contiguous: Int64 = 0

        /// Forgets the numbers so far, which were another connection's; `next` is where they go on, if that is known.
        mutating func restart(at next: Int64?) {
            self.next = next
            contiguous = next ?? 0
            duplicateAcks = 0
            lastClass = []
        }

        mutating func forgetAcknowledged() {
            acknowledged = nil
        }

        /// Remembers the sender's newest packet.
        @inline(__always)
        fileprivate mutating func note(_ segment: Segment, _ found: SegmentClass) {
            if !found.contains(.zeroWindowProbe) {
                let end = segment.next
                let isFirst = next == nil
                let isBehindContiguous = isFirst || segment.offset == contiguous
                if isFirst || end > next ?? .min {
                    next = end
                    nextTime = segment.time
                }
                if isBehindContiguous { contiguous = next ?? end }
            }
            window = segment.window
            windowBytes = segment.windowBytes
            if let acknowledged = segment.acknowledged {
                self.acknowledged = acknowledged
                acknowledgedTime = segment.time
            }
            lastClass = found
        }
    }

    /// A packet, in the terms of its stream.
    struct Segment {
        let flags: TCPFlags
        let offset: Int64
        let bytes: Int
        let acknowledged: Int64?
        /// As it stands in the header.
        let window: UInt16
        let windowBytes: Int?
        let time: Timestamp

        var isEmpty: Bool { bytes == 0 }
        var end: Int64 { offset + Int64(bytes) }
        /// Offset after the payload, SYN and FIN counted; a SYN that has payload stands before it.
        var next: Int64 { end + (flags.hasFIN || flags.hasSYN && isEmpty ? 1 : 0) }
    }

    /// What `segment` is; `handshakeNanoseconds` are those from the SYN to the acknowledgment of its answer.
    static func classify(
        _ segment: Segment,
        _ sender: inout End,
        _ peer: inout End,
        _ handshakeNanoseconds: Int64?
    ) -> SegmentClass {
        var found = classifyWindow(segment, &sender, &peer)
        if let acknowledged = segment.acknowledged {
            if acknowledged != sender.acknowledged { sender.duplicateAcks = 0 }
            if found.contains(.duplicateAck) {
                sender.duplicateAcks = sender.duplicateAcks == End.saidLost ? 1 : sender.duplicateAcks &+ 1
            }
            if let next = peer.next, acknowledged > peer.contiguous {
                if next > peer.contiguous {
                    found.insert(.ackLostSegment)
                    peer.contiguous = next
                } else {
                    // Beyond all that was captured: said once until the peer acknowledges something else.
                    if peer.duplicateAcks == 0 { found.insert(.ackLostSegment) }
                    peer.duplicateAcks = End.saidLost
                }
            }
        }
        if !found.contains(.keepAlive), !segment.isEmpty || segment.flags.hasSYN || segment.flags.hasFIN {
            found.formUnion(classifyRepeat(segment, &sender, &peer, handshakeNanoseconds))
        }
        sender.note(segment, found)
        return found
    }

    // MARK: Windows and acknowledgments

    @inline(__always)
    private static func classifyWindow(
        _ segment: Segment,
        _ sender: inout End,
        _ peer: inout End
    ) -> SegmentClass {
        if segment.bytes == 1, segment.offset == sender.next, peer.next != nil, peer.window == 0 {
            return .zeroWindowProbe
        }

        var found: SegmentClass = []
        let isControl = segment.flags.isControl
        if segment.window == 0 && !isControl { found.insert(.zeroWindow) }
        guard let next = sender.next else { return found }
        if segment.offset > next, !segment.flags.hasRST { found.insert(.lostSegment) }
        guard !isControl else { return found }

        if segment.bytes <= 1, segment.offset == next - 1 { found.insert(.keepAlive) }
        if segment.bytes > 0, let acknowledged = peer.acknowledged, let window = peer.windowBytes,
            segment.end == acknowledged + Int64(window)
        {
            found.insert(.windowFull)
        }
        guard segment.isEmpty, segment.offset == next, let acknowledged = segment.acknowledged,
            let previous = sender.acknowledged
        else { return found }
        switch (segment.window == sender.window, segment.window == 0) {
        case (false, false) where acknowledged == previous:
            found.insert(.windowUpdate)
        case (true, true) where peer.lastClass.contains(.zeroWindowProbe):
            if acknowledged == previous { found.insert(.zeroWindowProbeAck) }
        case (true, false) where acknowledged == previous:
            found.insert(peer.lastClass.contains(.keepAlive) ? .keepAliveAck : .duplicateAck)
        default: break
        }
        return found
    }

    // MARK: Bytes that had been sent before

    @inline(__always)
    private static func classifyRepeat(
        _ segment: Segment,
        _ sender: inout End,
        _ peer: inout End,
        _ handshakeNanoseconds: Int64?
    ) -> SegmentClass {
        if segment.bytes > 0, let acknowledged = peer.acknowledged, segment.end <= acknowledged {
            return .spuriousRetransmission
        }
        // More than one byte from the byte before is new data behind a window probe.
        guard let next = sender.next, segment.offset < next, !(segment.bytes > 1 && segment.offset == next - 1) else {
            return []
        }

        if let acknowledged = peer.acknowledged, isWithin(fastNanoseconds, segment.time, peer.acknowledgedTime),
            peer.duplicateAcks >= 2, segment.offset == acknowledged
        {
            return .fastRetransmission
        }
        if segment.next != next, isWithin(handshakeNanoseconds ?? reorderingNanoseconds, segment.time, sender.nextTime)
        {
            return .outOfOrder
        }
        return .retransmission
    }

    /// Whether `time` is less than `nanoseconds` after `earlier`, and not before it.
    @inline(__always)
    private static func isWithin(_ nanoseconds: Int64, _ time: Timestamp, _ earlier: Timestamp) -> Bool {
        UInt64(bitPattern: time - earlier) < UInt64(bitPattern: nanoseconds)
    }
}
