/// Why a text is no domain name; places count its bytes from 0.
package enum DNSNameError: Error, Hashable, Sendable {
    /// Two dots with nothing between them, a dot at the front, or no text at all.
    case emptyLabel(at: Int)

    /// More than 63 bytes from there to the next dot.
    case labelTooLong(at: Int)

    /// More than 255 bytes on the wire.
    case nameTooLong

    /// A backslash before neither a character nor three digits of a byte.
    case badEscape(at: Int)
}

extension DNSNameError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptyLabel(let place): "the label at byte \(place) is empty"
        case .labelTooLong(let place): "the label at byte \(place) has more than \(DNSName.maximumLabelBytes) bytes"
        case .nameTooLong: "the name needs more than \(DNSName.maximumBytes) bytes"
        case .badEscape(let place): "the escape at byte \(place) is neither '\\' and a character nor '\\000' to '\\255'"
        }
    }
}

/// The text of master files (RFC 1035 section 5.1, RFC 4343 section 2.1).
extension DNSName: CustomStringConvertible {
    /// Reads `www.example.org`, with or without the root's dot, in which `\.` is a dot within a label and `\DDD` a byte.
    ///
    /// Characters beyond ASCII become the bytes of their UTF-8, as multicast DNS has them; IDNA is the caller's.
    package init(_ text: String) throws(DNSNameError) {
        let text = Array(text.utf8)
        guard text != [UInt8(ascii: ".")] else {
            self = .root
            return
        }
        var wire: [UInt8] = []
        var label: [UInt8] = []
        var labelStart = 0
        var position = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "."):
                try Self.append(&label, from: labelStart, to: &wire)
                position += 1
                labelStart = position
            case UInt8(ascii: "\\"):
                label.append(try Self.escaped(text, at: &position))
            case let byte:
                label.append(byte)
                position += 1
            }
        }
        if labelStart < text.count || text.isEmpty { try Self.append(&label, from: labelStart, to: &wire) }
        wire.append(0)
        guard wire.count <= Self.maximumBytes else { throw .nameTooLong }
        self.init(wire: wire)
    }

    /// With the root's dot at its end; only printable ASCII, whatever the labels hold.
    package var description: String {
        if let plain { return plain }
        guard wire.count > 1 else { return "." }
        var text: [UInt8] = []
        text.reserveCapacity(wire.count)
        var position = 0
        while position < wire.count, wire[position] > 0 {
            let end = position + 1 + Int(wire[position])
            let label = wire[(position + 1)..<end]
            // Most labels have nothing to escape.
            if label.allSatisfy(MasterFileText.isPlain) {
                text += label
            } else {
                text += MasterFileText.escaped(label).utf8
            }
            text.append(UInt8(ascii: "."))
            position = end
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text of a name of letters, digits, hyphens and underscores, as most are; nil for another, and for the root.
    private var plain: String? {
        guard wire.count > 1 else { return nil }
        var text = wire
        var lengthAt = 0
        for position in wire.indices {
            switch wire[position] {
            case _ where position == lengthAt:
                lengthAt += 1 + Int(wire[position])
                text[position] = UInt8(ascii: ".")
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
                UInt8(ascii: "_"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            default: return nil
            }
        }
        return String(decoding: text.dropFirst(), as: UTF8.self)
    }

    private static func append(_ label: inout [UInt8], from start: Int, to wire: inout [UInt8]) throws(DNSNameError) {
        guard !label.isEmpty else { throw .emptyLabel(at: start) }
        guard label.count <= maximumLabelBytes else { throw .labelTooLong(at: start) }
        wire.append(UInt8(label.count))
        wire += label
        label.removeAll(keepingCapacity: true)
    }

    /// The byte that an escape stands for; steps over it.
    private static func escaped(_ text: [UInt8], at position: inout Int) throws(DNSNameError) -> UInt8 {
        let start = position
        let next = text[(start + 1)...].prefix(3)
        guard let first = next.first else { throw .badEscape(at: start) }
        guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else {
            position += 2
            return first
        }
        guard next.count == 3, let byte = UInt8(digits: next) else { throw .badEscape(at: start) }
        position += 4
        return byte
    }
}
