internal import Wire

/// One direction of a TCP stream: what its packets said and how many there were.
package struct Flow: Sendable {
    /// Half as wide as what is made of them: there are many streams.
    private struct Counts {
        var packets: UInt32 = 0
        var segments: UInt32 = 0
        var retransmittedSegments: UInt32 = 0
        var lateSegments: UInt32 = 0
        var superSegments: UInt32 = 0
        var duplicateSACKs: UInt32 = 0
        var duplicatePackets: UInt32 = 0
        var pushes: UInt32 = 0
        var wireSegments: UInt32 = 0
        var resets: UInt32 = 0
        var syns: UInt16 = 0
        var synAcks: UInt16 = 0
    }

    /// Packets that carried payload, and the bytes in them; bytes sent again count again.
    package var segments: Int { Int(counts.segments) }
    package private(set) var payloadBytes: Int64 = 0
    package var packets: Int { Int(counts.packets) }
    /// Bytes of the stream that were seen at least once.
    package private(set) var uniqueBytes: Int64 = 0
    /// Packets all or part of whose payload had been seen before, and how many bytes of it.
    package var retransmittedSegments: Int { Int(counts.retransmittedSegments) }
    package private(set) var retransmittedBytes: Int64 = 0
    /// Packets whose payload fills a hole: new bytes alone, from before the highest that were seen.
    package var lateSegments: Int { Int(counts.lateSegments) }
    /// Packets larger than the path's segments, and how many segments all payload made on the wire; nil while the MSS is unknown.
    package var superSegments: Int { Int(counts.superSegments) }
    package var estimatedWireSegments: Int { Int(counts.wireSegments) }
    package private(set) var maximumBytesInFlight: Int64 = 0
    /// How large the payloads were.
    package private(set) var sizes = QuantileSketch()
    package private(set) var roundTrips = RoundTrips()
    /// Packets whose first SACK block tells of bytes that had come twice (RFC 2883).
    package var duplicateSACKs: Int { Int(counts.duplicateSACKs) }
    /// Packets that were captured more than once; they count once everywhere else.
    package var duplicatePackets: Int { Int(counts.duplicatePackets) }
    /// Packets with payload and PSH.
    package var pushes: Int { Int(counts.pushes) }
    private var counts = Counts()
    /// Packets by what they were among those before them.
    package private(set) var classes = ClassCounts()

    /// From the SYN, and nil where none was seen or its options were cut off.
    package var mss: Int? { (origin.syn?.mss).map(Int.init) }
    package var windowScale: Int? { (origin.syn?.windowScale).map(Int.init) }
    package var sackPermitted: Bool? { origin.syn?.sackPermitted }
    package var sawSYN: Bool { origin.syn != nil }
    package private(set) var sawFIN = false
    /// Packets with SYN alone and with SYN and ACK, up to 65,535, and those with RST.
    package var syns: Int { Int(counts.syns) }
    package var synAcks: Int { Int(counts.synAcks) }
    package var resets: Int { Int(counts.resets) }
    /// SYNs and SYN+ACKs that were sent again; an end that opens towards another's SYN sends each once.
    package var retransmittedSYNs: Int { max(0, syns - 1) + max(0, synAcks - 1) }
    /// Whether this end has sent nothing but SYN, SYN+ACK and RST.
    package var hasOnlyOpened: Bool { packets <= syns + synAcks + resets }
    private var hasAcknowledged = false

    /// How many bits the windows of this direction are shifted; nil where that is not known.
    var windowShift: UInt8?

    /// Where the numbers begin.
    private(set) var origin = SequenceOrigin()
    /// The offset after the highest byte sent, FIN included.
    package private(set) var nextOffset: Int64 = 0
    /// The offset in the other direction up to which this direction has acknowledged.
    package private(set) var acknowledged: Int64 = 0
    private var coverage = ByteCoverage(from: 0)
    /// The highest place up to which anything was sent, SYN and FIN counted.
    private var sentEnd = Int64.min
    /// What the classes of the next packets depend on.
    var end = SegmentClassifier.End()

    /// Where a packet's payload lies in the stream.
    ///
    /// A sequence number is taken for the offset nearest to the highest one so far, so that streams may be longer than 4 GiB.
    mutating func offset(of header: borrowing TCPHeader, payloadLength: Int) -> Int64 {
        // A SYN takes a sequence number before its payload's, which RFC 7413 lets it have.
        if header.flags.hasSYN { return payloadLength > 0 ? 0 : -1 }
        origin.guess(header.sequence)
        return offset(of: header.sequence)
    }

    /// The offset that the acknowledgment number of a peer's packet stands for.
    mutating func offset(acknowledgedBy header: borrowing TCPHeader) -> Int64 {
        origin.guess(header.acknowledgment)
        return offset(of: header.acknowledgment)
    }

    @inline(__always)
    private func offset(of number: UInt32) -> Int64 {
        let expected = (origin.base ?? number) &+ UInt32(truncatingIfNeeded: nextOffset)
        return nextOffset + Int64(Int32(bitPattern: number &- expected))
    }

    /// Whether all before `number` was captured.
    func hasSent(upTo number: UInt32) -> Bool { hasSent(upTo: offset(of: number)) }

    func hasSent(upTo offset: Int64) -> Bool {
        (0...max(0, nextOffset)).contains(offset)
    }

    /// Whether a number lies in what this direction has sent, give or take what was not captured of an open connection.
    ///
    /// `acknowledged` is what the peer has acknowledged of it.
    func isPlausible(_ number: UInt32, acknowledged: Int64) -> Bool {
        guard origin.base != nil else { return true }
        let offset = offset(of: number)
        return offset >= -1
            && (offset <= nextOffset || origin.isSettled && offset <= max(nextOffset, acknowledged) + Self.uncaptured)
    }

    /// Whether this direction may have sent a segment with that sequence number.
    func maySend(_ sequence: UInt32) -> Bool {
        guard origin.base != nil else { return true }
        let offset = offset(of: sequence)
        // Packets that were not captured may have been sent behind those that were.
        return offset <= nextOffset + Self.most && (!origin.isFromStart || offset >= -1)
    }

    private static let most: Int64 = 1 << 24

    /// More than that is hardly missing in a capture of a connection.
    private static let uncaptured: Int64 = 1 << 20

    /// Counts a packet; returns how many bytes of its payload had not been seen before.
    ///
    /// `acknowledged` is what the peer has acknowledged of this direction.
    mutating func add(
        _ header: borrowing TCPHeader,
        offset: Int64,
        payloadLength: Int,
        effectiveMSS: Int?,
        acknowledged: Int64
    ) -> Int64 {
        count(header.flags)
        if header.flags.hasFIN { sawFIN = true }
        let stop = offset + Int64(payloadLength)
        // The number of a RST need not be one of the stream's.
        if !header.flags.hasRST {
            nextOffset = max(nextOffset, stop + (header.flags.hasFIN ? 1 : 0))
        }
        guard payloadLength > 0 else { return 0 }
        // The segment before the first that was captured may yet come.
        if payloadBytes == 0 && !origin.isFromStart { coverage = ByteCoverage(from: .min) }
        counts.segments &+= 1
        if header.flags.hasPSH { counts.pushes &+= 1 }
        payloadBytes += Int64(payloadLength)
        sizes.add(Int64(payloadLength))
        if let effectiveMSS {
            let isSuper = payloadLength > effectiveMSS
            let wireSegments = isSuper ? (payloadLength + effectiveMSS - 1) / effectiveMSS : 1
            counts.wireSegments &+= UInt32(truncatingIfNeeded: wireSegments)
            if isSuper { counts.superSegments &+= 1 }
        }
        // The byte of a keep-alive is no byte of the stream (RFC 1122 section 4.2.3.6).
        if payloadLength == 1, stop <= acknowledged, stop == end.next ?? acknowledged, !header.flags.isControl {
            return 0
        }
        let fresh = coverage.add(offset..<stop)
        uniqueBytes += fresh
        if fresh < payloadLength {
            // The byte of a window probe, which may have been refused, is sent as though it had not been.
            guard offset < end.next ?? .max else { return fresh }
            counts.retransmittedSegments &+= 1
            retransmittedBytes += Int64(payloadLength) - fresh
        } else if offset < sentEnd {
            counts.lateSegments &+= 1
        }
        return fresh
    }

    /// Counts a packet whose numbers are of another connection.
    mutating func addForeign(_ flags: TCPFlags, payloadLength: Int) {
        count(flags)
        guard payloadLength > 0 else { return }
        counts.segments &+= 1
        payloadBytes += Int64(payloadLength)
    }

    /// How many runs of bytes `acknowledged` covers that were not captured; nil where no acknowledgment was captured.
    func gaps(acknowledged: Int64?) -> Int {
        guard origin.isFromStart || uniqueBytes > 0 else { return 0 }
        let holes = coverage.holes(startingBefore: acknowledged ?? .max)
        // One number more may be a FIN's.
        guard let acknowledged, acknowledged - 1 > coverage.end else { return holes }
        return holes + 1
    }

    private mutating func count(_ flags: TCPFlags) {
        counts.packets &+= 1
        if flags.hasRST { counts.resets &+= 1 }
        guard flags.hasSYN else { return }
        if flags.hasACK {
            if counts.synAcks < .max { counts.synAcks += 1 }
        } else if counts.syns < .max {
            counts.syns += 1
        }
    }

    mutating func count(_ found: SegmentClass) {
        if !found.isEmpty { classes.add(found) }
    }

    /// How many bytes of the `peer` this direction has not acknowledged; nil where it never acknowledged any.
    func unacknowledged(of peer: borrowing Flow) -> Int64? {
        hasAcknowledged ? max(0, peer.nextOffset - (peer.sawFIN ? 1 : 0) - acknowledged) : nil
    }

    /// Takes over that the peer has been sent an acknowledgment; returns whether it moves on.
    mutating func acknowledge(upTo offset: Int64) -> Bool {
        // The first one is of the peer's SYN, which has no offset behind it.
        guard offset > acknowledged || !hasAcknowledged else { return false }
        hasAcknowledged = true
        acknowledged = max(acknowledged, offset)
        return true
    }

    /// A packet was captured again.
    mutating func countDuplicate() {
        counts.duplicatePackets &+= 1
    }

    /// Looks whether the first SACK block lies below the acknowledgment or within the second (RFC 2883 section 4).
    mutating func noteSACK(_ blocks: SACKBlocks, acknowledgment: UInt32) {
        guard let first = blocks.first else { return }
        let isBelow = Int32(bitPattern: first.right &- acknowledgment) <= 0
        let isWithin =
            blocks.count > 1 && Int32(bitPattern: first.left &- blocks[1].left) >= 0
            && Int32(bitPattern: blocks[1].right &- first.right) >= 0
        if isBelow || isWithin { counts.duplicateSACKs &+= 1 }
    }

    /// A packet of this direction leaves: its acknowledgment is waited for.
    mutating func send(_ item: PacketItem, time: Timestamp, clock: UInt32?) {
        let isBeforePayload = item.flags.hasSYN && item.bytes > 0
        let length = Int64(item.bytes) + (!isBeforePayload && (item.flags.hasSYN || item.flags.hasFIN) ? 1 : 0)
        guard length > 0 else { return }
        let end = item.offset + length
        let isRepeat = end <= sentEnd || item.freshBytes < item.bytes
        roundTrips.send(upTo: end, bytes: item.bytes, time: time, isRepeat: isRepeat, clock: clock)
        sentEnd = max(sentEnd, end)
    }

    /// A packet of the peer acknowledges more of this direction.
    mutating func hear(upTo offset: Int64, time: Timestamp, echo: UInt32?) {
        roundTrips.acknowledge(upTo: offset, time: time, echo: echo)
    }

    /// Called after a packet of this direction: `offset` is what the peer has acknowledged of it.
    mutating func noteInFlight(acknowledged offset: Int64) {
        maximumBytesInFlight = max(maximumBytesInFlight, nextOffset - (sawFIN ? 1 : 0) - offset)
    }

    // MARK: Where the numbers begin

    /// Takes a SYN; returns whether the direction's numbers begin anew with it.
    mutating func take(_ new: SYNSegment) -> Bool {
        let isAnew = origin.take(new)
        if isAnew { restart(at: nil) } else { coverage.begin(at: 0) }
        return isAnew
    }

    /// Goes on with the SYN whose numbers are in use; returns whether it is another one than so far.
    mutating func settle(by number: UInt32) -> Bool {
        let isOther = origin.settle(by: number)
        if isOther { restart(at: 0) }
        return isOther
    }

    /// Takes the word of the peer's SYN+ACK for where the direction's numbers begin.
    mutating func begin(at number: UInt32) {
        if origin.begin(at: number) { restart(at: nil) } else { coverage.begin(at: 0) }
    }

    /// Counts from the SYN on again: what came before was of another connection.
    ///
    /// `next` is nil where the SYN is yet to come.
    mutating func restart(at next: Int64?) {
        nextOffset = 0
        sentEnd = next ?? .min
        coverage = ByteCoverage(from: 0)
        sawFIN = false
        roundTrips.forget()
        end.restart(at: next)
        forgetAcknowledged()
    }

    /// What was acknowledged was of another connection.
    mutating func forgetAcknowledged() {
        (acknowledged, hasAcknowledged) = (0, false)
        end.forgetAcknowledged()
    }
}
