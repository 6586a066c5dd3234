extension ServiceParameter.Key: CustomStringConvertible {
    private static let names = [
        "mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp",
    ]

    /// The registry's name, or else such as `key667`.
    package var description: String {
        Self.names.indices.contains(Int(number)) ? Self.names[Int(number)] : "key\(number)"
    }
}

extension ServiceParameter: CustomStringConvertible {
    /// `alpn="h2,h3"`, or the key alone where there is no value (RFC 9460 section 2.1).
    package var description: String {
        let value = value.description
        return value.isEmpty ? "\(key)" : "\(key)=\(value)"
    }
}

extension ServiceParameter.Value: CustomStringConvertible {
    package var description: String {
        switch self {
        case .keys(let keys): keys.map(\.description).joined(separator: ",")
        case .protocols(let names): "\"" + names.map(Self.item).joined(separator: ",") + "\""
        case .port(let port): "\(port)"
        case .addresses(let addresses): addresses.map(\.description).joined(separator: ",")
        case .configuration(let bytes): MasterFileText.base64(bytes)
        case .bytes(let bytes): bytes.isEmpty ? "" : MasterFileText.quoted(bytes)
        }
    }

    /// Commas and backslashes of an item are escaped once for the list and once for the quotes (appendix A.1).
    private static func item(_ bytes: [UInt8]) -> String {
        let escaped = bytes.flatMap { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), byte] : [byte]
        }
        return MasterFileText.quotedContent(escaped, from: 0x21)
    }
}
