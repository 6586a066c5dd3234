/// A domain name: labels of any bytes, compared without regard to the case of ASCII letters (RFC 4343).
package struct DNSName: Sendable {
    /// The form on the wire without compression: each label behind its length, and the root's 0 (RFC 1035 section 3.1).
    package let wire: [UInt8]

    /// The longest name on the wire, and the longest label, in bytes (RFC 1035 section 2.3.4).
    package static let maximumBytes = 255
    package static let maximumLabelBytes = 63

    package static let root = DNSName(wire: [0])

    /// The caller has checked the form.
    init(wire: [UInt8]) {
        self.wire = wire
    }

    /// From the leaf towards the root, which is left out.
    package var labels: [ArraySlice<UInt8>] {
        var labels: [ArraySlice<UInt8>] = []
        var position = 0
        while position < wire.count, wire[position] > 0 {
            let end = position + 1 + Int(wire[position])
            labels.append(wire[(position + 1)..<end])
            position = end
        }
        return labels
    }
}

extension DNSName {
    /// The name with `other` in place of `suffix`, as a DNAME record makes it (RFC 6672 section 2.2); nil for a name that is not below
    /// `suffix`, or would get too long.
    package func replacing(_ suffix: DNSName, with other: DNSName) -> DNSName? {
        var position = 0
        while position < wire.count, wire[position] > 0 {
            position += 1 + Int(wire[position])
            guard DNSName(wire: Array(wire[position...])) == suffix else { continue }
            let replaced = wire[..<position] + other.wire
            return replaced.count <= Self.maximumBytes ? DNSName(wire: Array(replaced)) : nil
        }
        return nil
    }
}

extension DNSName: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        // Most that are equal are so in every byte.
        left.wire == right.wire
            || left.wire.count == right.wire.count
                && left.wire.indices.allSatisfy { folded(left.wire[$0]) == folded(right.wire[$0]) }
    }

    package func hash(into hasher: inout Hasher) {
        for byte in wire { hasher.combine(Self.folded(byte)) }
    }

    /// What a byte has in common with those that it equals.
    ///
    /// A length is below every letter, so that it may be folded like one.
    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
