/// The checksum of the Internet protocols (RFC 1071): a sum of 16-bit words in ones' complement.
package struct InternetChecksum: Sendable {
    private var total: UInt64 = 0

    package init() {}

    /// Adds bytes that follow an even number of others; a last odd one is filled up with zero.
    package mutating func add(_ bytes: Span<UInt8>) {
        var index = 0
        while index + 1 < bytes.count {
            total &+= UInt64(bytes.big16(at: index))
            index += 2
        }
        if index < bytes.count { total &+= UInt64(bytes[index]) << 8 }
    }

    package mutating func add(_ value: UInt32) {
        total &+= UInt64(value >> 16) &+ UInt64(value & 0xffff)
    }

    package mutating func add(_ value: UInt16) {
        total &+= UInt64(value)
    }

    package mutating func add(_ address: IPAddress) {
        switch address {
        case .v4(let bits):
            add(bits)
        case .v6(let value):
            for half in [value.high, value.low] {
                add(UInt32(truncatingIfNeeded: half >> 32))
                add(UInt32(truncatingIfNeeded: half))
            }
        }
    }

    /// What all words add up to, their carries included.
    package var sum: UInt16 {
        var folded = total
        while folded > 0xffff { folded = (folded >> 16) + (folded & 0xffff) }
        return UInt16(truncatingIfNeeded: folded)
    }

    /// What belongs into a checksum field that was zero while the words were added.
    package var value: UInt16 { ~sum }
}
