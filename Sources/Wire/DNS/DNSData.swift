/// What a record says.
package enum DNSData: Hashable, Sendable {
    /// A value for each of the type's fields.
    case fields([DNSValue])

    /// Of a type that is not known here, or not in the form of its type.
    case bytes([UInt8])
}

/// The value of a field; its form is the field's.
package enum DNSValue: Hashable, Sendable {
    case number(UInt32)
    case address(IPAddress)
    case name(DNSName)
    case bytes([UInt8])
    case strings([[UInt8]])
    case names([DNSName])
    case parameters([ServiceParameter])
}

extension DNSData {
    /// Reads the data of a record up to the reader's end.
    init(_ reader: inout DNSReader, _ fields: [DNSField]?) throws(DNSError) {
        guard let fields else {
            self = .bytes(reader.rest())
            return
        }
        let start = reader
        var values: [DNSValue] = []
        values.reserveCapacity(fields.count)
        for field in fields {
            guard let value = try DNSValue(&reader, field.form, after: values) else {
                self = .bytes(start.remaining)
                return
            }
            values.append(value)
        }
        guard reader.isAtEnd else { throw reader.misfit(at: reader.position) }
        self = .fields(values)
    }

    /// The form on the wire, without compression.
    func encoded(_ fields: @autoclosure () -> [DNSField]?) -> [UInt8] {
        switch self {
        case .fields(let values):
            var bytes: [UInt8] = []
            for (value, field) in zip(values, fields() ?? []) { value.encode(field.form, to: &bytes) }
            return bytes
        case .bytes(let bytes): return bytes
        }
    }

    /// Appends the data as a master file has it; bytes as in RFC 3597 section 5, such as `\# 4 0A000001`.
    func appendText(_ fields: [DNSField]?, to text: inout [UInt8]) {
        switch self {
        case .fields(let values):
            let start = text.count
            for (value, field) in zip(values, fields ?? []) {
                let end = text.count
                if end > start { text.append(UInt8(ascii: " ")) }
                let valueStart = text.count
                value.appendText(field.form, to: &text)
                // What says nothing has no space either.
                if text.count == valueStart { text.removeLast(valueStart - end) }
            }
        case .bytes(let bytes):
            text += (bytes.isEmpty ? "\\# 0" : "\\# \(bytes.count) \(MasterFileText.hexadecimalInGroups(bytes))").utf8
        }
    }
}

extension DNSValue {
    /// Reads a field behind the values of those before it; nil where the field has a form that is not known here.
    fileprivate init?(_ reader: inout DNSReader, _ form: DNSField.Form, after values: [DNSValue]) throws(DNSError) {
        let bytes: [UInt8]?
        switch form {
        case .number8, .length8, .algorithmName, .schemeName:
            self = .number(UInt32(try reader.number8()))
            return
        case .number16, .length16, .type, .certificateType:
            self = .number(UInt32(try reader.number16()))
            return
        case .number32, .time:
            self = .number(try reader.number32())
            return
        case .flag:
            // The byte is read again for the bits behind it.
            var ahead = reader
            self = .number(UInt32(try ahead.number8() >> 7))
            return
        case .number7:
            self = .number(UInt32(try reader.number8() & 0x7f))
            return
        case .address4:
            self = .address(.v4(try reader.number32()))
            return
        case .address6:
            self = .address(.v6(IPv6Address(try reader.number128())))
            return
        case .name:
            self = .name(try reader.name())
            return
        case .names:
            self = .names(try Self.names(&reader))
            return
        case .strings:
            self = .strings(try Self.strings(&reader))
            return
        case .parameters:
            self = .parameters(try ServiceParameter.all(&reader))
            return
        case .gateway(let place):
            guard let gateway = try Self.gateway(&reader, kind: Self.number(at: place, in: values)) else { return nil }
            self = gateway
            return
        case .string, .word: bytes = try reader.string()
        case .text, .hexadecimal, .markedHexadecimal, .base64, .base64OrHyphen: bytes = reader.rest()
        case .counted(let place, _): bytes = try reader.take(Self.number(at: place, in: values))
        case .pairs(let count): bytes = try reader.take(count)
        case .groups: bytes = try reader.take(8)
        case .types: bytes = try DNSTypeBitmap.windows(&reader)
        case .firstTypes: bytes = try DNSTypeBitmap.firstTypes(&reader)
        case .ports:
            let start = reader.position
            bytes = reader.rest()
            guard reader.position - start <= 1 << 13 else { throw reader.misfit(at: start) }
        case .prefixes: bytes = try AddressPrefixes.bytes(&reader)
        case .location: bytes = try DNSLocation.bytes(&reader)
        }
        guard let bytes else { return nil }
        self = .bytes(bytes)
    }

    private static func number(at place: Int, in values: [DNSValue]) -> Int {
        if values.indices.contains(place), case .number(let number) = values[place] { Int(number) } else { 0 }
    }

    private static func strings(_ reader: inout DNSReader) throws(DNSError) -> [[UInt8]] {
        var strings = [try reader.string()]
        while !reader.isAtEnd { strings.append(try reader.string()) }
        return strings
    }

    private static func names(_ reader: inout DNSReader) throws(DNSError) -> [DNSName] {
        var names: [DNSName] = []
        while !reader.isAtEnd { names.append(try reader.name()) }
        return names
    }

    /// Nil for a kind that has no name here.
    private static func gateway(_ reader: inout DNSReader, kind: Int) throws(DNSError) -> DNSValue? {
        switch kind {
        case 0: .bytes([])
        case 1: .address(.v4(try reader.number32()))
        case 2: .address(.v6(IPv6Address(try reader.number128())))
        case 3: .name(try reader.name())
        default: nil
        }
    }

    /// What does not fit is cut: numbers to their width, strings to 255 bytes.
    fileprivate func encode(_ form: DNSField.Form, to bytes: inout [UInt8]) {
        switch (self, form) {
        case (.number(let number), .number8), (.number(let number), .length8), (.number(let number), .algorithmName),
            (.number(let number), .schemeName):
            bytes.append(UInt8(truncatingIfNeeded: number))
        case (.number(let number), .number32), (.number(let number), .time): bytes.append(number, as: .bigEndian)
        case (.number(let number), .flag): bytes.append(UInt8(truncatingIfNeeded: number << 7))
        case (.number(let number), .number7):
            bytes.append((bytes.popLast() ?? 0) & 0x80 | UInt8(truncatingIfNeeded: number & 0x7f))
        case (.number(let number), _): bytes.append(UInt16(truncatingIfNeeded: number), as: .bigEndian)
        case (.address(let address), _): bytes.append(address)
        case (.name(let name), _): bytes += name.wire
        case (.names(let names), _): for name in names { bytes += name.wire }
        case (.bytes(let string), .string), (.bytes(let string), .word): bytes.append(dnsString: string)
        case (.bytes(let rest), _): bytes += rest
        case (.strings(let strings), _): for string in strings { bytes.append(dnsString: string) }
        case (.parameters(let parameters), _): for parameter in parameters { bytes += parameter.encoded }
        }
    }
}
