extension UInt128 {
    /// Reads the forms of RFC 4291 section 2.2: eight groups, `::` for one or more zero groups, IPv4 at the end.
    init?(ipv6 text: Substring.UTF8View) {
        // Most texts that are none are names; a group has four digits at most.
        guard text.prefix(5).contains(UInt8(ascii: ":")) else { return nil }
        // Nine pieces are the most that a valid text has: seven groups beside a `::` at either end.
        var pieces = text.split(separator: UInt8(ascii: ":"), maxSplits: 9, omittingEmptySubsequences: false)[...]
        guard (3...9).contains(pieces.count) else { return nil }
        // A colon at either end must be half of a `::`, which then leaves one empty piece behind.
        if pieces[0].isEmpty {
            pieces.removeFirst()
            guard pieces.first?.isEmpty == true else { return nil }
        }
        if pieces.last?.isEmpty == true, pieces.count > 1 {
            pieces.removeLast()
            guard pieces.last?.isEmpty == true else { return nil }
        }

        var groups = IPv6Groups()
        for (index, piece) in zip(pieces.indices, pieces) {
            if piece.isEmpty {
                guard groups.gap == nil else { return nil }
                groups.gap = groups.count
            } else if index == pieces.endIndex - 1, let tail = UInt32(ipv4: piece) {
                groups.append(UInt16(tail >> 16))
                groups.append(UInt16(truncatingIfNeeded: tail))
            } else {
                guard let group = UInt16(hexadecimalGroup: piece) else { return nil }
                groups.append(group)
            }
        }
        guard let value = groups.value else { return nil }
        self = value
    }

    /// The canonical text of RFC 5952, with a mapped IPv4 address in dotted decimal (its section 5).
    var ipv6Text: String {
        if self >> 32 == 0xffff {
            return "::ffff:" + UInt32(truncatingIfNeeded: self).ipv4Text
        }
        guard let zeros = longestZeroRun else { return groupText(0..<8) }
        return groupText(0..<zeros.lowerBound) + "::" + groupText(zeros.upperBound..<8)
    }

    private func groupText(_ range: Range<Int>) -> String {
        range.map { String(group($0), radix: 16) }.joined(separator: ":")
    }

    private func group(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: self >> (112 - 16 * index))
    }

    /// The groups that `::` stands for: the longest run of at least two zeros, the first of equals.
    private var longestZeroRun: Range<Int>? {
        var longest = 0..<1
        var start = 0
        for index in 0..<8 {
            if group(index) != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<(index + 1)
            }
        }
        return longest.count > 1 ? longest : nil
    }
}

/// The groups read so far, and how many of them stood before the `::`.
private struct IPv6Groups {
    var count = 0
    var gap: Int?
    private var bits: UInt128 = 0

    mutating func append(_ group: UInt16) {
        bits = bits << 16 | UInt128(group)
        count += 1
    }

    /// The address; `nil` unless there are eight groups, or fewer and a `::`.
    var value: UInt128? {
        guard let gap else { return count == 8 ? bits : nil }
        guard count < 8 else { return nil }
        let bitsAfterGap = 16 * (count - gap)
        let before = bits >> bitsAfterGap
        let after = bits & ((1 << bitsAfterGap) - 1)
        return before << (16 * (8 - gap)) | after
    }
}

extension UInt16 {
    /// Reads one to four hexadecimal digits of either case.
    fileprivate init?(hexadecimalGroup digits: Substring.UTF8View) {
        guard digits.count <= 4 else { return nil }
        self = 0
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = self << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): self = self << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): self = self << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
    }
}
