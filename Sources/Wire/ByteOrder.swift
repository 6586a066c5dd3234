/// The order in which the bytes of a number lie in memory, in a file or on the wire.
package enum ByteOrder: Hashable, Sendable {
    /// Most significant byte first: network byte order (RFC 1700).
    case bigEndian

    /// Least significant byte first.
    case littleEndian

    /// How this host keeps numbers in memory.
    package static let host: ByteOrder = UInt16(1).bigEndian == 1 ? .bigEndian : .littleEndian
}

/// Reading numbers: the caller has checked that the bytes are there.
///
/// One check for all bytes of a number lets them be loaded at once.
extension Span<UInt8> {
    @inline(__always)
    package func big16(at offset: Int) -> UInt16 {
        precondition(offset >= 0 && offset <= count - 2)
        return UInt16(self[offset]) << 8 | UInt16(self[offset &+ 1])
    }

    @inline(__always)
    package func big32(at offset: Int) -> UInt32 {
        precondition(offset >= 0 && offset <= count - 4)
        return UInt32(self[offset]) << 24 | UInt32(self[offset &+ 1]) << 16 | UInt32(self[offset &+ 2]) << 8
            | UInt32(self[offset &+ 3])
    }

    package func big64(at offset: Int) -> UInt64 {
        UInt64(big32(at: offset)) << 32 | UInt64(big32(at: offset + 4))
    }

    package func big128(at offset: Int) -> UInt128 {
        UInt128(big64(at: offset)) << 64 | UInt128(big64(at: offset + 8))
    }

    package func little16(at offset: Int) -> UInt16 {
        big16(at: offset).byteSwapped
    }

    package func little32(at offset: Int) -> UInt32 {
        big32(at: offset).byteSwapped
    }

    @inline(__always)
    package func unsigned16(at offset: Int, _ order: ByteOrder) -> UInt16 {
        big16(at: offset).reordered(from: order)
    }

    @inline(__always)
    package func unsigned32(at offset: Int, _ order: ByteOrder) -> UInt32 {
        big32(at: offset).reordered(from: order)
    }

    package func unsigned64(at offset: Int, _ order: ByteOrder) -> UInt64 {
        big64(at: offset).reordered(from: order)
    }
}

extension FixedWidthInteger {
    /// The value meant by bytes that were read as big endian but lie in `order`.
    @inline(__always)
    fileprivate func reordered(from order: ByteOrder) -> Self {
        switch order {
        case .bigEndian: self
        case .littleEndian: byteSwapped
        }
    }
}

extension [UInt8] {
    /// Appends the bytes of `value`, all of its width, in the given order.
    package mutating func append(_ value: some FixedWidthInteger, as order: ByteOrder) {
        let width = value.bitWidth
        for bit in stride(from: 0, to: width, by: 8) {
            let shift =
                switch order {
                case .bigEndian: width - 8 - bit
                case .littleEndian: bit
                }
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
