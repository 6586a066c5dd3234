/// How text is written in bytes where people read and type it.
package enum TextEncoding: String, Sendable, CaseIterable {
    case ascii
    case utf8 = "utf-8"
    /// ISO 8859-1: each byte is the character of its number.
    case latin1

    package enum Piece: Sendable, Equatable {
        case text(String)
        /// A byte that means no character.
        case byte(UInt8)
    }

    /// What bytes mean, none left out.
    package func decoded(_ bytes: [UInt8]) -> [Piece] {
        switch self {
        case .latin1:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Unicode.Scalar(byte)) }
            return bytes.isEmpty ? [] : [.text(String(text))]
        case .ascii: return Self.pieces(of: bytes) { bytes in bytes.prefix { $0 < 0x80 }.count }
        case .utf8: return Self.pieces(of: bytes, Self.validPrefix)
        }
    }

    /// The bytes of `text`; a failure is the first character that has none.
    package func encoded(_ text: String) -> Result<[UInt8], UnencodableCharacter> {
        let highest: UInt32 =
            switch self {
            case .ascii: 0x7f
            case .latin1: 0xff
            case .utf8: .max
            }
        if let scalar = text.unicodeScalars.first(where: { $0.value > highest }) {
            return .failure(UnencodableCharacter(scalar: scalar))
        }
        return .success(
            self == .latin1 ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : Array(text.utf8)
        )
    }

    /// `validCount` says how many bytes at the front are text.
    private static func pieces(of bytes: [UInt8], _ validCount: (ArraySlice<UInt8>) -> Int) -> [Piece] {
        var pieces: [Piece] = []
        var rest = bytes[...]
        while let first = rest.first {
            let count = validCount(rest)
            pieces.append(count == 0 ? .byte(first) : .text(String(decoding: rest.prefix(count), as: UTF8.self)))
            rest = rest.dropFirst(max(1, count))
        }
        return pieces
    }

    private static func validPrefix(_ bytes: ArraySlice<UInt8>) -> Int {
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var count = 0
        while case .valid(let encoded) = parser.parseScalar(from: &iterator) { count += encoded.count }
        return count
    }
}

package struct UnencodableCharacter: Error, Sendable, Equatable {
    package let scalar: Unicode.Scalar

    package init(scalar: Unicode.Scalar) { self.scalar = scalar }
}
