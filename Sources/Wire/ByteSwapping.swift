/// Turning the bytes of many numbers round, where they lie.
extension MutableSpan<UInt8> {
    /// Reverses the bytes of each number of `width` among the first `length` bytes; what is less than one at their end stays.
    package mutating func swapBytes(of width: Word.Width, inFirst length: Int) {
        precondition(length <= count)
        switch width {
        case .bits8: break
        case .bits16: swapBytes(of: UInt16.self, inFirst: length)
        case .bits32: swapBytes(of: UInt32.self, inFirst: length)
        case .bits64: swapBytes(of: UInt64.self, inFirst: length)
        case .bits128: swapBytes(of: UInt128.self, inFirst: length)
        }
    }

    /// A load, a swap and a store for each number: in this form the optimiser makes vector instructions of them.
    @inline(__always)
    private mutating func swapBytes<Number: FixedWidthInteger>(of type: Number.Type, inFirst length: Int) {
        let size = Number.bitWidth / 8
        for number in 0..<length / size {
            let start = number &* size
            var value: Number = 0
            for byte in 0..<size { value |= Number(self[start &+ byte]) &<< Number(8 &* byte) }
            value = value.byteSwapped
            for byte in 0..<size { self[start &+ byte] = UInt8(truncatingIfNeeded: value &>> Number(8 &* byte)) }
        }
    }
}
