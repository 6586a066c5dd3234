internal import Wire

/// What has come of an IP datagram of which parts are missing.
struct PartialDatagram: Sendable {
    /// Tells it from a later one with the same key.
    let serial: Int
    let start: Timestamp?
    private(set) var fragments = 0
    private var bytes: [UInt8] = []
    /// A bit for each byte that a fragment had, so that many holes cost no more than few.
    private var present: [UInt64] = []
    /// How many of those bits are set; once the length is known, how many below it.
    private var presentBytes = 0
    /// The first byte that a fragment had and the capture has not.
    private var cut = Int.max
    /// Known from the last fragment on.
    private var length: Int?
    /// Known from the first fragment on.
    private var first: (fragment: Fragment, headers: [UInt8])?

    init(serial: Int, start: Timestamp?) {
        self.serial = serial
        self.start = start
    }

    var storedBytes: Int { bytes.count + present.count * 8 + (first?.headers.count ?? 0) }

    /// Takes what is new of a fragment.
    mutating func add(_ fragment: Fragment, in frame: Span<UInt8>) {
        let range = fragment.range
        fragments += 1
        if range.lowerBound == 0 && first == nil { first = (fragment, fragment.headers(in: frame)) }
        if !fragment.moreFragments && length == nil {
            length = range.upperBound
            presentBytes = present.indices.reduce(0) { $0 + bits(present[$1], of: $1) }
        }
        if bytes.count < range.upperBound {
            bytes += repeatElement(0, count: range.upperBound - bytes.count)
            present += repeatElement(0, count: (range.upperBound + 63) / 64 - present.count)
        }
        guard !range.isEmpty else { return }
        for word in range.lowerBound / 64...(range.upperBound - 1) / 64 {
            let first = max(0, range.lowerBound - word * 64)
            let count = min(64, range.upperBound - word * 64) - first
            let mask = (UInt64.max >> UInt64(64 - count)) << UInt64(first)
            let fresh = mask & ~present[word]
            guard fresh != 0 else { continue }
            present[word] |= mask
            presentBytes += bits(fresh, of: word)
            take(fresh, of: word, fragment, in: frame)
        }
    }

    /// How many of the bits of a word count.
    private func bits(_ bits: UInt64, of word: Int) -> Int {
        guard let length, length < word * 64 + 64 else { return bits.nonzeroBitCount }
        return length <= word * 64 ? 0 : (bits & (UInt64.max >> UInt64(64 - (length - word * 64)))).nonzeroBitCount
    }

    /// Takes those bytes of a fragment that are captured of 64, each where its bit is set.
    private mutating func take(_ fresh: UInt64, of word: Int, _ fragment: Fragment, in frame: Span<UInt8>) {
        var rest = fresh
        while rest != 0 {
            let index = word * 64 + rest.trailingZeroBitCount
            rest &= rest - 1
            let place = index - fragment.range.lowerBound
            if place < fragment.capturedLength {
                bytes[index] = frame[fragment.payloadOffset + place]
            } else {
                cut = min(cut, index)
            }
        }
    }

    /// Whether nothing is missing.
    var isWhole: Bool { first != nil && presentBytes == length }

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
