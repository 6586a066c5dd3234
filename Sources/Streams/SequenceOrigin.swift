/// Where the numbers of a direction begin: by its SYN, or else by the first number that was seen.
///
/// Of several SYNs with different numbers the newest that answers its peer counts, until the numbers in use tell.
struct SequenceOrigin: Sendable {
    /// The sequence number of the stream's byte 0: the one after the SYN, or the first seen.
    private(set) var base: UInt32?
    /// Offset 0 is the first byte that was ever sent, and not the first that was captured.
    private(set) var isFromStart = false
    /// The SYN that counts.
    private(set) var syn: SYNSegment?
    /// Whether it is known which SYN counts; without one there is no question.
    private(set) var isSettled = true
    /// The newest of the other SYNs.
    private var others: [SYNSegment] = []
    private static let mostOthers = 4

    /// Takes a number for the first where nothing is known yet.
    @inline(__always)
    mutating func guess(_ number: UInt32) {
        if base == nil { base = number }
    }

    /// Takes a SYN; returns whether the numbers begin anew with it.
    mutating func take(_ new: SYNSegment) -> Bool {
        if syn?.firstByte == new.firstByte {
            syn?.merge(new)
            return false
        }
        guard let base, base != new.firstByte else {
            // The first packet of its direction, or numbers that were rightly guessed.
            if base == nil { isSettled = false }
            (syn, base, isFromStart) = (new, new.firstByte, true)
            return false
        }
        if let syn {
            guard !isSettled else { return false }
            guard new.isAnswer || !syn.isAnswer else {
                remember(new)
                return false
            }
            remember(syn)
        }
        (syn, self.base, isFromStart, isSettled) = (new, new.firstByte, true, false)
        return true
    }

    /// The SYN counts whose numbers go on with `number`, be it sent or acknowledged.
    ///
    /// Returns whether it is another one than so far.
    mutating func settle(by number: UInt32) -> Bool {
        guard var best = syn else { return false }
        for other in others where number &- other.firstByte < number &- best.firstByte { best = other }
        let isOther = best.firstByte != base
        (syn, base, isSettled, others) = (best, best.firstByte, true, [])
        return isOther
    }

    /// Takes the word of a SYN+ACK for where the peer's numbers begin; returns whether they did elsewhere so far.
    mutating func begin(at number: UInt32) -> Bool {
        let isOther = base.map { $0 != number } ?? false
        (syn, base, isFromStart, isSettled, others) = (nil, number, true, true, [])
        return isOther
    }

    private mutating func remember(_ other: SYNSegment) {
        others = others.suffix(Self.mostOthers - 1) + [other]
    }
}
