/// A parameter of an SVCB or HTTPS record (RFC 9460).
package struct ServiceParameter: Hashable, Sendable {
    package let key: Key
    package let value: Value

    package init(key: Key, value: Value) {
        self.key = key
        self.value = value
    }

    package struct Key: Hashable, Comparable, Sendable {
        package let number: UInt16

        package init(number: UInt16) { self.number = number }

        static let mandatory = Key(number: 0)
        static let protocols = Key(number: 1)
        static let noDefaultProtocol = Key(number: 2)
        static let port = Key(number: 3)
        static let ipv4Hint = Key(number: 4)
        static let encryptedHello = Key(number: 5)
        static let ipv6Hint = Key(number: 6)

        package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
    }

    package enum Value: Hashable, Sendable {
        /// Parameters without which the record is of no use.
        case keys([Key])
        /// Names of protocols by ALPN (RFC 7301).
        case protocols([[UInt8]])
        case port(UInt16)
        case addresses([IPAddress])
        /// The configuration of an encrypted ClientHello.
        case configuration([UInt8])
        case bytes([UInt8])
    }
}

extension ServiceParameter {
    /// Reads parameters up to the reader's end: each key once, in rising order (section 2.2), the mandatory ones among
    /// them (section 8).
    static func all(_ reader: inout DNSReader) throws(DNSError) -> [ServiceParameter] {
        let start = reader.position
        var parameters: [ServiceParameter] = []
        while !reader.isAtEnd {
            let start = reader.position
            let key = Key(number: try reader.number16())
            if let last = parameters.last, last.key >= key { throw reader.misfit(at: start) }
            var value = try reader.part(Int(try reader.number16()))
            parameters.append(ServiceParameter(key: key, value: try Value(&value, of: key)))
            guard value.isAtEnd else { throw value.misfit(at: value.position) }
        }
        if case .keys(let mandatory)? = parameters.first?.value {
            let keys = parameters.dropFirst().map(\.key)
            guard mandatory.allSatisfy(keys.contains) else { throw reader.misfit(at: start) }
        }
        return parameters
    }

    var encoded: [UInt8] {
        let value = value.encoded.prefix(Int(UInt16.max))
        var bytes: [UInt8] = []
        bytes.append(key.number, as: .bigEndian)
        bytes.append(UInt16(value.count), as: .bigEndian)
        return bytes + value
    }
}

extension ServiceParameter.Value {
    fileprivate init(_ reader: inout DNSReader, of key: ServiceParameter.Key) throws(DNSError) {
        self =
            switch key {
            case .mandatory: .keys(try Self.keys(&reader))
            case .protocols:
                .protocols(
                    try Self.list(&reader) { reader throws(DNSError) in
                        let start = reader.position
                        let name = try reader.string()
                        guard !name.isEmpty else { throw reader.misfit(at: start) }
                        return name
                    }
                )
            // Whatever follows it makes it malformed.
            case .noDefaultProtocol: .bytes([])
            case .port: .port(try reader.number16())
            case .ipv4Hint:
                .addresses(try Self.list(&reader) { reader throws(DNSError) in .v4(try reader.number32()) })
            case .encryptedHello: .configuration(reader.rest())
            case .ipv6Hint:
                .addresses(
                    try Self.list(&reader) { reader throws(DNSError) in .v6(IPv6Address(try reader.number128())) }
                )
            default: .bytes(reader.rest())
            }
    }

    /// Rising, and without the key of the list itself.
    private static func keys(_ reader: inout DNSReader) throws(DNSError) -> [ServiceParameter.Key] {
        var last = ServiceParameter.Key.mandatory
        return try list(&reader) { reader throws(DNSError) in
            let start = reader.position
            let key = ServiceParameter.Key(number: try reader.number16())
            guard key > last else { throw reader.misfit(at: start) }
            last = key
            return key
        }
    }

    /// One or more, up to the end.
    private static func list<Element>(
        _ reader: inout DNSReader,
        _ next: (inout DNSReader) throws(DNSError) -> Element
    ) throws(DNSError) -> [Element] {
        var list = [try next(&reader)]
        while !reader.isAtEnd { list.append(try next(&reader)) }
        return list
    }

    fileprivate var encoded: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .keys(let keys): for key in keys { bytes.append(key.number, as: .bigEndian) }
        case .protocols(let names): for name in names { bytes.append(dnsString: name) }
        case .port(let port): bytes.append(port, as: .bigEndian)
        case .addresses(let addresses): for address in addresses { bytes.append(address) }
        case .configuration(let content), .bytes(let content): bytes = content
        }
        return bytes
    }
}
