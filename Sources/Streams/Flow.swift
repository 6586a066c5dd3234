internal import Wire

/// One direction of a TCP stream: what its packets said and how many there were.
package struct Flow: Sendable {
    /// Packets that carried payload, and the bytes in them; bytes sent again count again.
    package private(set) var segments = 0
    package private(set) var payloadBytes: Int64 = 0
    package private(set) var packets = 0
    /// Bytes of the stream that were seen at least once.
    package private(set) var uniqueBytes: Int64 = 0
    /// Packets all or part of whose payload had been seen before, and how many bytes of it.
    package private(set) var retransmittedSegments = 0
    package private(set) var retransmittedBytes: Int64 = 0
    /// Packets larger than the path's segments, and how many segments all payload made on the wire; nil while the MSS is unknown.
    package private(set) var superSegments = 0
    package private(set) var estimatedWireSegments = 0
    package private(set) var smallestSegment = Int.max
    package private(set) var largestSegment = 0
    package private(set) var maximumBytesInFlight: Int64 = 0
    /// Packets by what they were among those before them.
    package private(set) var classes = ClassCounts()

    /// From the SYN, and nil where none was seen.
    package private(set) var mss: Int?
    package private(set) var windowScale: Int?
    package private(set) var sackPermitted: Bool?
    package private(set) var sawSYN = false
    package private(set) var sawFIN = false
    package private(set) var sawRST = false

    /// The sequence number of the stream's byte 0: the one after the SYN, or the first seen.
    private(set) var base: UInt32?
    /// Offset 0 is the first byte that was ever sent, and not the first that was captured.
    private(set) var isFromStart = false
    /// The offset after the highest byte sent, FIN included.
    package private(set) var nextOffset: Int64 = 0
    /// The offset in the other direction up to which this direction has acknowledged.
    package private(set) var acknowledged: Int64 = 0
    private var coverage = ByteCoverage(from: 0)
    /// What the classes of the next packets depend on.
    var end = SegmentClassifier.End()

    /// Where a packet's payload lies in the stream.
    ///
    /// A sequence number is taken for the offset nearest to the highest one so far, so that streams may be longer than 4 GiB.
    mutating func offset(of header: borrowing TCPHeader, payloadLength: Int) -> Int64 {
        let isSYN = header.flags.hasSYN
        // A SYN takes a sequence number before its payload's, which RFC 7413 lets it have.
        let isBeforePayload = isSYN && payloadLength > 0
        let sequence = header.sequence &+ (isBeforePayload ? 1 : 0)
        guard let base else {
            base = header.sequence &+ (isSYN ? 1 : 0)
            isFromStart = isSYN
            // The segment before the first that was captured may yet come.
            if !isSYN && payloadLength > 0 { coverage = ByteCoverage(from: .min) }
            return isSYN && !isBeforePayload ? -1 : 0
        }
        let expected = base &+ UInt32(truncatingIfNeeded: nextOffset)
        return nextOffset + Int64(Int32(bitPattern: sequence &- expected))
    }

    /// The offset that the acknowledgment number of a peer's packet stands for.
    mutating func offset(acknowledgedBy header: borrowing TCPHeader) -> Int64 {
        let number = header.acknowledgment
        guard let base else {
            base = number
            // A SYN+ACK acknowledges a SYN, which was not captured, or not yet.
            isFromStart = header.flags.hasSYN
            return 0
        }
        let expected = base &+ UInt32(truncatingIfNeeded: nextOffset)
        return nextOffset + Int64(Int32(bitPattern: number &- expected))
    }

    /// Counts a packet; returns how many bytes of its payload had not been seen before.
    mutating func add(_ header: borrowing TCPHeader, offset: Int64, payloadLength: Int, effectiveMSS: Int?) -> Int64 {
        packets += 1
        if header.flags.hasSYN { takeSYN(header.options) }
        if header.flags.hasFIN { sawFIN = true }
        if header.flags.hasRST { sawRST = true }

        let end = offset + Int64(payloadLength)
        nextOffset = max(nextOffset, end + (header.flags.hasFIN ? 1 : 0))
        guard payloadLength > 0 else { return 0 }
        segments += 1
        payloadBytes += Int64(payloadLength)
        smallestSegment = min(smallestSegment, payloadLength)
        largestSegment = max(largestSegment, payloadLength)
        if let effectiveMSS {
            let wireSegments = (payloadLength + effectiveMSS - 1) / effectiveMSS
            estimatedWireSegments += wireSegments
            if wireSegments > 1 { superSegments += 1 }
        }
        let fresh = coverage.add(offset..<end)
        uniqueBytes += fresh
        if fresh < payloadLength {
            retransmittedSegments += 1
            retransmittedBytes += Int64(payloadLength) - fresh
        }
        return fresh
    }

    mutating func count(_ found: SegmentClass) {
        if !found.isEmpty { classes.add(found) }
    }

    mutating func acknowledge(upTo offset: Int64) {
        acknowledged = max(acknowledged, offset)
    }

    /// Called after a packet of this direction: `offset` is what the peer has acknowledged of it.
    mutating func noteInFlight(acknowledged offset: Int64) {
        maximumBytesInFlight = max(maximumBytesInFlight, nextOffset - (sawFIN ? 1 : 0) - offset)
    }

    private mutating func takeSYN(_ options: TCPOptions) {
        sawSYN = true
        // RFC 9293 §3.7.1: without the option a peer takes 536 bytes (IPv6: 1,220).
        mss = options.mss.map(Int.init)
        windowScale = options.windowScale.map { min(14, Int($0)) }
        sackPermitted = options.sackPermitted
    }
}
