internal import Wire

/// What has come of an IP datagram of which parts are missing.
struct PartialDatagram: Sendable {
    /// Tells it from a later one with the same key.
    let serial: Int
    let start: Timestamp
    private(set) var fragments = 0
    private var bytes: [UInt8] = []
    private var present = RangeSet<Int>()
    /// The first byte that a fragment had and the capture has not.
    private var cut = Int.max
    /// Known from the last fragment on.
    private var length: Int?
    /// Known from the first fragment on.
    private var first: (fragment: Fragment, headers: [UInt8])?

    init(serial: Int, start: Timestamp) {
        self.serial = serial
        self.start = start
    }

    var storedBytes: Int { bytes.count + (first?.headers.count ?? 0) }

    /// Takes what is new of a fragment.
    mutating func add(_ fragment: Fragment, in frame: Span<UInt8>) {
        let range = fragment.range
        fragments += 1
        if range.lowerBound == 0 && first == nil { first = (fragment, fragment.headers(in: frame)) }
        if !fragment.moreFragments && length == nil { length = range.upperBound }
        if bytes.count < range.upperBound {
            bytes += repeatElement(0, count: range.upperBound - bytes.count)
        }
        let captured = range.lowerBound..<range.lowerBound + fragment.capturedLength
        for fresh in RangeSet(range).subtracting(present).ranges {
            let there = fresh.clamped(to: captured)
            for index in there { bytes[index] = frame[fragment.payloadOffset + index - range.lowerBound] }
            if there.count < fresh.count { cut = min(cut, max(captured.upperBound, fresh.lowerBound)) }
        }
        present.insert(contentsOf: range)
    }

    /// Whether nothing is missing.
    var isWhole: Bool {
        guard let length, first != nil else { return false }
        return RangeSet(0..<length).subtracting(present).isEmpty
    }

    /// The datagram that this has become; nil while parts are missing, and where it would be too long for IP.
    var whole: FragmentReassembler.Datagram? {
        guard isWhole, let length, let first,
            let headers = first.fragment.whole(first.headers, payloadLength: length)
        else { return nil }
        return FragmentReassembler.Datagram(
            bytes: headers + bytes.prefix(min(length, cut)),
            originalLength: headers.count + length,
            fragments: fragments
        )
    }
}
