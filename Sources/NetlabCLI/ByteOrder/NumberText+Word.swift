internal import ArgumentParser
internal import Wire

/// How a number is meant.
enum NumberReading: Sendable {
    case unsigned, signed, float
}

extension NumberText {
    /// The number in `width`, or in the narrowest width of at least 16 bits that holds it.
    ///
    /// - Throws: where it is out of range, with the range.
    func word(_ width: Word.Width?, _ reading: NumberReading) throws(ValidationError) -> Word {
        if kind == .float || reading == .float { return try floatWord(width ?? .bits64) }
        let isSigned = isNegative || reading == .signed
        if let width = width ?? self.width { return try word(in: width, isSigned: isSigned) }
        for width in [Word.Width.bits16, .bits32, .bits64] where fits(width, isSigned: isSigned) {
            return try word(in: width, isSigned: isSigned)
        }
        return try word(in: .bits128, isSigned: isSigned)
    }

    /// The number as the argument of a call.
    func argument(of call: ByteOrderCall) throws(ValidationError) -> Word {
        guard kind != .float else {
            throw ValidationError("'\(text)' is no whole number, and \(call) takes no other")
        }
        guard !(isNegative && magnitude > 0), fits(call.width, isSigned: false) else {
            throw ValidationError("\(text) is out of the range of \(call), 0 to \(call.width.largest)")
        }
        return Word(magnitude, call.width)
    }

    private func word(in width: Word.Width, isSigned: Bool) throws(ValidationError) -> Word {
        guard fits(width, isSigned: isSigned) else {
            let range = width.signedRange
            let limits = isSigned ? "\(range.lowerBound) to \(range.upperBound) with a sign" : "0 to \(width.largest)"
            throw ValidationError("\(text) is out of the range of \(width.rawValue) bits, \(limits)")
        }
        return Word(isNegative ? 0 &- magnitude : magnitude, width)
    }

    private func fits(_ width: Word.Width, isSigned: Bool) -> Bool {
        let largest = isSigned ? UInt128(width.signedRange.upperBound) : width.largest
        // Two's complement reaches one further below zero.
        return magnitude <= (isNegative ? largest + 1 : largest)
    }

    private func floatWord(_ width: Word.Width) throws(ValidationError) -> Word {
        // Swift takes hexadecimal floating-point numbers for such; people who type 0x3f800000 mean its bits.
        guard kind == .float || kind == .integer, !text.contains("x"), let double = Double(text) else {
            throw ValidationError("'\(text)' is no decimal number, as --float takes it")
        }
        let word: Word
        let isFinite: Bool
        switch width {
        case .bits32:
            // Not by way of the double: to round twice may be to round wrong.
            let float = Float(text) ?? Float(double)
            (word, isFinite) = (Word(UInt128(float.bitPattern), width), float.isFinite)
        case .bits64:
            (word, isFinite) = (Word(UInt128(double.bitPattern), width), double.isFinite)
        case .bits8, .bits16, .bits128:
            throw ValidationError("'\(text)' is a floating-point number, which has 32 or 64 bits")
        }
        let isMeant = ["inf", "nan"].contains { text.lowercased().hasSuffix($0) }
        guard isFinite || isMeant else {
            throw ValidationError("'\(text)' is larger than a floating-point number of \(width.rawValue) bits can be")
        }
        return word
    }
}
