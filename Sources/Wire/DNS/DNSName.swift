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

    /// What equal names have in common.
    ///
    /// A length is below every letter, so that it may be folded like one.
    private var folded: [UInt8] {
        wire.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    }
}

extension DNSName: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.wire.count == right.wire.count && left.folded == right.folded
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(folded)
    }
}
