internal import Wire

/// What the bits of a word say in each base and as each type that has its width.
extension Word {
    var hexadecimal: String { "0x" + digits(radix: 16, count: width.rawValue / 4) }

    var octal: String { "0o" + digits(radix: 8, count: (width.rawValue + 2) / 3) }

    /// With an underscore between the bytes.
    var binary: String { "0b" + binaryBytes.joined(separator: "_") }

    /// Eight digits each, the most significant first.
    var binaryBytes: [String] {
        bytes(.bigEndian).map { Word(UInt128($0), .bits8).digits(radix: 2, count: 8) }
    }

    var port: UInt16? { width == .bits16 ? UInt16(unsigned) : nil }

    var address: IPAddress? {
        switch width {
        case .bits32: .v4(UInt32(unsigned))
        case .bits128: .v6(IPv6Address(unsigned))
        case .bits8, .bits16, .bits64: nil
        }
    }

    var float: Float? { width == .bits32 ? Float(bitPattern: UInt32(unsigned)) : nil }

    var double: Double? { width == .bits64 ? Double(bitPattern: UInt64(unsigned)) : nil }

    /// As the number that it is meant as; as an unsigned one where it has no such reading.
    func text(_ reading: NumberReading) -> String {
        switch reading {
        case .unsigned: unsignedText
        // The description of a wider integer takes many times as long.
        case .signed: width == .bits128 ? "\(signed)" : "\(Int64(signed))"
        case .float: float.map { "\($0)" } ?? double.map { "\($0)" } ?? unsignedText
        }
    }

    private var unsignedText: String { width == .bits128 ? "\(unsigned)" : "\(UInt64(unsigned))" }

    private func digits(radix: Int, count: Int) -> String {
        let digits = String(unsigned, radix: radix)
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
}

extension ByteOrder {
    /// As people and lscpu call it, in small letters.
    var name: String {
        switch self {
        case .bigEndian: "big-endian"
        case .littleEndian: "little-endian"
        }
    }
}
