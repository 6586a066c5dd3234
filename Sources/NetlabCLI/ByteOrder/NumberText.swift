internal import ArgumentParser
internal import Wire

/// A value as it is typed: `80`, `0x50`, `0b1010000`, `0o120`, `char:A`, `1.5`, `192.0.2.1`, `2001:db8::1`.
struct NumberText: Equatable {
    enum Kind: String {
        case integer, character, address, float
    }

    let text: String
    let kind: Kind
    let isNegative: Bool
    /// The width that it has by its nature.
    let width: Word.Width?
    private let bits: Word

    /// Without its sign; 0 for what is no whole number.
    var magnitude: UInt128 { bits.unsigned }

    init(_ text: String) throws(ValidationError) {
        let magnitude: UInt128
        self.text = text
        if let address = IPAddress(text) {
            kind = .address
            isNegative = false
            switch address {
            case .v4(let value): (magnitude, width) = (UInt128(value), .bits32)
            case .v6(let value): (magnitude, width) = (value.bits, .bits128)
            }
        } else if text.hasPrefix(Self.characterPrefix) {
            kind = .character
            isNegative = false
            let scalar = try Self.character(text)
            (magnitude, width) = (UInt128(scalar.value), Self.width(of: scalar))
        } else if Self.isFloat(text) {
            kind = .float
            isNegative = text.hasPrefix("-")
            (magnitude, width) = (0, nil)
        } else {
            kind = .integer
            isNegative = text.hasPrefix("-")
            (magnitude, width) = (try Self.integer(text), nil)
        }
        bits = Word(magnitude, .bits128)
    }

    /// Whether `text`, which begins with a minus, is a number and no option.
    static func isNegative(_ text: String) -> Bool {
        text.dropFirst().first?.isASCIIDigit == true || isFloat(text)
    }

    // MARK: Characters

    private static let characterPrefix = "char:"

    private static func character(_ text: String) throws(ValidationError) -> Unicode.Scalar {
        let scalars = text.unicodeScalars.dropFirst(characterPrefix.unicodeScalars.count)
        guard scalars.count == 1, let scalar = scalars.first, Value.isWhole(text) else {
            throw ValidationError("'\(text)' is not one character, as in char:A")
        }
        return scalar
    }

    /// ASCII in a byte, others as UTF-16 or UTF-32 have them: in UTF-8 they are no number that has an order.
    private static func width(of scalar: Unicode.Scalar) -> Word.Width {
        scalar.isASCII ? .bits8 : scalar.value <= 0xffff ? .bits16 : .bits32
    }

    // MARK: Whole numbers

    private static let bases: [Substring: (radix: Int, name: String)] = [
        "0x": (16, "hexadecimal"), "0o": (8, "octal"), "0b": (2, "binary"),
    ]

    private static func integer(_ text: String) throws(ValidationError) -> UInt128 {
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let base = bases[Substring(unsigned.prefix(2).lowercased())]
        let digits = base == nil ? unsigned : unsigned.dropFirst(2)
        let radix = base?.radix ?? 10
        // An underscore may stand between digits, as it does in what netlab prints.
        let plain = digits.filter { $0 != "_" }
        guard let first = digits.first, let last = digits.last, first != "_", last != "_",
            plain.allSatisfy({ $0.isASCII && ($0.hexDigitValue ?? radix) < radix })
        else {
            throw ValidationError(
                base.map { "'\(text)' is no \($0.name) number" }
                    ?? "'\(text)' is no value, such as 80, 0x50, 0b1010000, 0o120, char:A, 1.5 or 192.0.2.1"
            )
        }
        if base == nil, plain.count > 1, plain.first == "0" {
            let rest = plain.drop { $0 == "0" }
            let decimal = rest.isEmpty ? "0" : rest
            let sign = text.hasPrefix("-") ? "-" : ""
            throw ValidationError(
                decimal.contains { $0 > "7" }
                    ? "'\(text)' begins with 0, as octal numbers do in C: write \(sign)\(decimal)"
                    : "'\(text)' is octal to some and decimal to others: write \(sign)0o\(decimal) or \(sign)\(decimal)"
            )
        }
        guard let magnitude = UInt128(plain, radix: radix) else {
            throw ValidationError("'\(text)' needs more than 128 bits")
        }
        return magnitude
    }

    // MARK: Floating point

    static func isFloat(_ text: String) -> Bool {
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        if ["inf", "nan"].contains(unsigned.lowercased()) { return true }
        guard unsigned.first?.isASCIIDigit == true || unsigned.first == ".", !unsigned.lowercased().hasPrefix("0x")
        else { return false }
        return unsigned.contains { $0 == "." || $0 == "e" || $0 == "E" } && Double(text) != nil
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
