/// Turning the bytes of many numbers round, where they lie.
extension MutableSpan<UInt8> {
    /// Reverses the bytes of each number of `width` among the first `length` bytes; what is less than one at their end stays.
    package mutating func swapBytes(of width: Word.Width, inFirst length: Int) {
        precondition(length <= count)
        let numbers = length / width.bytes
        switch width {
        case .bits8: break
        case .bits16: swapBytes(of: numbers, as: UInt16.self)
        case .bits32: swapBytes(of: numbers, as: UInt32.self)
        case .bits64: swapBytes(of: numbers, as: UInt64.self)
        case .bits128: swapBytesOfPairs(numbers)
        }
    }

    /// A load, a swap and a store for each number: in this form the optimiser makes vector instructions of them.
    @inline(__always)
    private mutating func swapBytes<Number: FixedWidthInteger>(of numbers: Int, as type: Number.Type) {
        for number in 0..<numbers {
            let start = number &* (Number.bitWidth / 8)
            store(load(type, at: start).byteSwapped, at: start)
        }
    }

    /// Of 128 bits: the two halves change places, too, which is twice as fast as with a number of that width.
    private mutating func swapBytesOfPairs(_ numbers: Int) {
        for number in 0..<numbers {
            let start = number &* 16
            let (first, second) = (load(UInt64.self, at: start), load(UInt64.self, at: start &+ 8))
            store(second.byteSwapped, at: start)
            store(first.byteSwapped, at: start &+ 8)
        }
    }

    @inline(__always)
    private func load<Number: FixedWidthInteger>(_ type: Number.Type, at start: Int) -> Number {
        var number: Number = 0
        for byte in 0..<Number.bitWidth / 8 { number |= Number(self[start &+ byte]) &<< Number(8 &* byte) }
        return number
    }

    @inline(__always)
    private mutating func store<Number: FixedWidthInteger>(_ number: Number, at start: Int) {
        for byte in 0..<Number.bitWidth / 8 {
            self[start &+ byte] = UInt8(truncatingIfNeeded: number &>> Number(8 &* byte))
        }
    }
}
