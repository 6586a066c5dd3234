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
        // Each label stands behind a 0 that becomes its length; the last 0 is the root's.
        var wire: [UInt8] = [0]
        wire.reserveCapacity(text.count + 2)
        var lengthAt = 0
        var labelStart = 0
        var position = 0
        // Bytes from here on stand for themselves, and are yet to be copied.
        var plainStart = 0
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "."):
                wire += text[plainStart..<position]
                try Self.endLabel(of: &wire, &lengthAt, from: labelStart)
                position += 1
                labelStart = position
                plainStart = position
            case UInt8(ascii: "\\"):
                wire += text[plainStart..<position]
                wire.append(try Self.escaped(text, at: &position))
                plainStart = position
            default:
                position += 1
            }
        }
        wire += text[plainStart...]
        if labelStart < text.count || text.isEmpty { try Self.endLabel(of: &wire, &lengthAt, from: labelStart) }
        guard wire.count <= Self.maximumBytes else { throw .nameTooLong }
        self.init(wire: wire)
    }

    /// With the root's dot at its end; only printable ASCII, whatever the labels hold.
    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(wire.count)
        appendText(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the description.
    package func appendText(to text: inout [UInt8]) {
        guard wire.count > 1 else { return text.append(UInt8(ascii: ".")) }
        let start = text.count
        // Most names have nothing to escape, and dots where the lengths of all labels but the first stand.
        text += wire[1...]
        var lengthAt = 0
        for position in wire.indices {
            if position == lengthAt {
                lengthAt += 1 + Int(wire[position])
                if position > 0 { text[start + position - 1] = UInt8(ascii: ".") }
            } else if !MasterFileText.isPlain(wire[position]) {
                text.removeLast(text.count - start)
                text += labels.map { MasterFileText.escaped($0) + "." }.joined().utf8
                return
            }
        }
    }

    /// Gives the label at the end of `wire` its length, and appends the place for the next one's.
    private static func endLabel(of wire: inout [UInt8], _ lengthAt: inout Int, from start: Int) throws(DNSNameError) {
        let length = wire.count - lengthAt - 1
        guard length > 0 else { throw .emptyLabel(at: start) }
        guard length <= maximumLabelBytes else { throw .labelTooLong(at: start) }
        wire[lengthAt] = UInt8(length)
        lengthAt = wire.count
        wire.append(0)
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
