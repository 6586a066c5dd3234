internal import Wire

/// Follows both directions of a stream and classes each packet by Wireshark's rules, once and in the order of the capture.
///
/// Rules are tried in the order of the analysis that its User's Guide describes ("TCP Analysis"), with `ack`, `seq` and
/// `window` as it has them: sequence numbers as offsets, windows as they stand in the header.
struct SegmentClassifier: Sendable {
    /// A retransmission this soon after an acknowledgment may be a fast one.
    private static let fastNanoseconds: Int64 = 20_000_000
    /// How late a segment may come and still be out of order, where the round trip of the handshake is unknown.
    private static let reorderingNanoseconds: Int64 = 3_000_000

    /// What one direction has sent so far.
    private struct End {
        /// After the highest byte, window probes excluded; when it was reached.
        var next: Int64?
        var nextTime: Timestamp?
        /// After the highest byte without a hole before it.
        var contiguous: Int64?
        var acknowledged: Int64?
        var acknowledgedTime: Timestamp?
        var duplicateAcks = 0
        /// As it stands in the header, and in bytes where the scale is known.
        var window: UInt16?
        var windowBytes: Int?
        var lastClass: SegmentClass = []

        /// Remembers the sender's newest packet.
        mutating func note(_ segment: Segment, _ found: SegmentClass) {
            if !found.contains(.zeroWindowProbe) {
                let isBehindContiguous = contiguous == nil || segment.item.offset == contiguous
                if segment.next > next ?? .min {
                    next = segment.next
                    nextTime = segment.time
                }
                if isBehindContiguous { contiguous = next }
            }
            window = segment.header.window
            windowBytes = segment.item.window
            if let acknowledged = segment.item.acknowledged {
                self.acknowledged = acknowledged
                acknowledgedTime = segment.time
            }
            lastClass = found
        }
    }

    private var client = End()
    private var server = End()
    private var firstSYN: Timestamp?
    /// From the SYN to the acknowledgment of its answer.
    private var handshakeNanoseconds: Int64?

    /// A packet, in the terms of its stream.
    struct Segment {
        let header: TCPHeader
        let item: PacketItem
        let time: Timestamp

        var isControl: Bool { header.flags.isControl }
        var isEmpty: Bool { item.bytes == 0 }
        /// Offset after the payload, SYN and FIN counted; a SYN that has payload stands before it.
        var next: Int64 {
            item.end + (header.flags.hasFIN || header.flags.hasSYN && isEmpty ? 1 : 0)
        }
    }

    mutating func classify(_ segment: Segment) -> SegmentClass {
        followHandshake(segment)
        switch segment.item.direction {
        case .clientToServer: return Self.classify(segment, &client, &server, handshakeNanoseconds)
        case .serverToClient: return Self.classify(segment, &server, &client, handshakeNanoseconds)
        }
    }

    private mutating func followHandshake(_ segment: Segment) {
        guard handshakeNanoseconds == nil else { return }
        let isFromClient = segment.item.direction == .clientToServer
        if segment.header.flags.hasSYN {
            if isFromClient && firstSYN == nil { firstSYN = segment.time }
        } else if isFromClient, let firstSYN, server.next != nil {
            handshakeNanoseconds = segment.time - firstSYN
        }
    }

    private static func classify(
        _ segment: Segment,
        _ sender: inout End,
        _ peer: inout End,
        _ handshakeNanoseconds: Int64?
    ) -> SegmentClass {
        var found = classifyWindow(segment, sender, peer)
        if let acknowledged = segment.item.acknowledged {
            if acknowledged != sender.acknowledged { sender.duplicateAcks = 0 }
            if found.contains(.duplicateAck) { sender.duplicateAcks += 1 }
            if let contiguous = peer.contiguous, acknowledged > contiguous {
                // A receiver may have taken the byte of a window probe.
                found.insert(peer.lastClass.contains(.zeroWindowProbe) ? .windowUpdate : .ackLostSegment)
                peer.contiguous = peer.next
            }
        }
        if !found.contains(.keepAlive), !segment.isEmpty || segment.header.flags.hasSYN || segment.header.flags.hasFIN {
            found.formUnion(classifyRepeat(segment, sender, peer, handshakeNanoseconds))
        }
        sender.note(segment, found)
        return found
    }

    // MARK: Windows and acknowledgments

    private static func classifyWindow(_ segment: Segment, _ sender: End, _ peer: End) -> SegmentClass {
        let header = segment.header
        let item = segment.item
        if item.bytes == 1, item.offset == sender.next, peer.window == 0 { return .zeroWindowProbe }

        var found: SegmentClass = []
        if header.window == 0 && !segment.isControl { found.insert(.zeroWindow) }
        if let next = sender.next, item.offset > next, !header.flags.hasRST { found.insert(.lostSegment) }
        guard !segment.isControl else { return found }

        if item.bytes <= 1, let next = sender.next, item.offset == next - 1 { found.insert(.keepAlive) }
        if item.bytes > 0, let acknowledged = peer.acknowledged, let window = peer.windowBytes,
            item.end == acknowledged + Int64(window)
        {
            found.insert(.windowFull)
        }
        guard segment.isEmpty, item.offset == sender.next, let acknowledged = item.acknowledged else { return found }
        let isSameAcknowledgment = acknowledged == sender.acknowledged
        switch (header.window == sender.window, header.window == 0) {
        case (false, false) where isSameAcknowledgment:
            found.insert(.windowUpdate)
        case (true, true) where peer.lastClass.contains(.zeroWindowProbe):
            let isProbeTaken = acknowledged == sender.acknowledged.map { $0 + 1 }
            if isSameAcknowledgment || isProbeTaken { found.insert(.zeroWindowProbeAck) }
        case (true, false) where isSameAcknowledgment:
            found.insert(peer.lastClass.contains(.keepAlive) ? .keepAliveAck : .duplicateAck)
        default: break
        }
        return found
    }

    // MARK: Bytes that had been sent before

    private static func classifyRepeat(
        _ segment: Segment,
        _ sender: End,
        _ peer: End,
        _ handshakeNanoseconds: Int64?
    ) -> SegmentClass {
        let item = segment.item
        if item.bytes > 0, let acknowledged = peer.acknowledged, item.end <= acknowledged {
            return .spuriousRetransmission
        }
        // More than one byte from the byte before is new data behind a window probe.
        guard let next = sender.next, item.offset < next, !(item.bytes > 1 && item.offset == next - 1) else {
            return []
        }

        if let time = peer.acknowledgedTime, segment.time - time < fastNanoseconds, peer.duplicateAcks >= 2,
            item.offset == peer.acknowledged
        {
            return .fastRetransmission
        }
        if let time = sender.nextTime, segment.time - time < handshakeNanoseconds ?? reorderingNanoseconds,
            item.freshBytes > 0, segment.next != next
        {
            return .outOfOrder
        }
        return .retransmission
    }
}
