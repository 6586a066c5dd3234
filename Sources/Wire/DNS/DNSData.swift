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
    case parameters([ServiceParameter])
}

extension DNSData {
    /// Reads the data of a record up to the reader's end.
    init(_ reader: inout DNSReader, _ fields: [DNSField]?) throws(DNSError) {
        guard let fields else {
            self = .bytes(reader.rest())
            return
        }
        var values: [DNSValue] = []
        values.reserveCapacity(fields.count)
        for field in fields { values.append(try DNSValue(&reader, field.form)) }
        guard reader.isAtEnd else { throw reader.misfit(at: reader.position) }
        self = .fields(values)
    }

    /// The form on the wire, without compression.
    func encoded(_ fields: @autoclosure () -> [DNSField]?) -> [UInt8] {
        switch self {
        case .fields(let values): zip(values, fields() ?? []).flatMap { $0.encoded($1.form) }
        case .bytes(let bytes): bytes
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
            text += (bytes.isEmpty ? "\\# 0" : "\\# \(bytes.count) \(MasterFileText.hexadecimal(bytes))").utf8
        }
    }
}

extension DNSValue {
    fileprivate init(_ reader: inout DNSReader, _ form: DNSField.Form) throws(DNSError) {
        self =
            switch form {
            case .number8: .number(UInt32(try reader.number8()))
            case .number16: .number(UInt32(try reader.number16()))
            case .number32: .number(try reader.number32())
            case .address4: .address(.v4(try reader.number32()))
            case .address6: .address(.v6(IPv6Address(try reader.number128())))
            case .name: .name(try reader.name())
            case .string, .word: .bytes(try reader.string())
            case .strings: .strings(try Self.strings(&reader))
            case .text, .hexadecimal, .base64: .bytes(reader.rest())
            case .parameters: .parameters(try ServiceParameter.all(&reader))
            }
    }

    private static func strings(_ reader: inout DNSReader) throws(DNSError) -> [[UInt8]] {
        var strings = [try reader.string()]
        while !reader.isAtEnd { strings.append(try reader.string()) }
        return strings
    }

    /// What does not fit is cut: numbers to their width, strings to 255 bytes.
    fileprivate func encoded(_ form: DNSField.Form) -> [UInt8] {
        var bytes: [UInt8] = []
        switch (self, form) {
        case (.number(let number), .number8): bytes.append(UInt8(truncatingIfNeeded: number))
        case (.number(let number), .number16): bytes.append(UInt16(truncatingIfNeeded: number), as: .bigEndian)
        case (.number(let number), _): bytes.append(number, as: .bigEndian)
        case (.address(let address), _): bytes.append(address)
        case (.name(let name), _): bytes = name.wire
        case (.bytes(let string), .string), (.bytes(let string), .word): bytes.append(dnsString: string)
        case (.bytes(let rest), _): bytes = rest
        case (.strings(let strings), _): for string in strings { bytes.append(dnsString: string) }
        case (.parameters(let parameters), _): for parameter in parameters { bytes += parameter.encoded }
        }
        return bytes
    }

    /// Appends the text; what most records have makes no string of its own.
    fileprivate func appendText(_ form: DNSField.Form, to text: inout [UInt8]) {
        switch self {
        case .address(let address): address.appendText(to: &text)
        case .name(let name): name.appendText(to: &text)
        default: text += self.text(form).utf8
        }
    }

    /// As in a master file.
    package func text(_ form: DNSField.Form) -> String {
        switch self {
        case .number(let number): "\(number)"
        case .address(let address): "\(address)"
        case .name(let name): "\(name)"
        case .strings(let strings): strings.map(MasterFileText.quoted).joined(separator: " ")
        case .parameters(let parameters): parameters.map(\.description).joined(separator: " ")
        case .bytes(let bytes):
            switch form {
            case .hexadecimal: MasterFileText.hexadecimal(bytes)
            case .base64: MasterFileText.base64InGroups(bytes)
            case .word: MasterFileText.escaped(bytes)
            default: MasterFileText.quoted(bytes)
            }
        }
    }
}
