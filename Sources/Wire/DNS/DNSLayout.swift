/// A field in the data of a record.
package struct DNSField: Hashable, Sendable {
    /// As JSON shows it.
    package let name: String
    package let form: Form

    /// How the field lies on the wire and in text.
    package enum Form: Hashable, Sendable {
        case number8, number16, number32
        case address4, address6
        case name
        /// A character string: in quotes, or a bare word.
        case string, word
        /// One or more character strings, up to the end.
        case strings
        /// Bytes up to the end: in quotes, in hexadecimal digits, in base64.
        case text, hexadecimal, base64
        /// The parameters of a service up to the end (RFC 9460 section 2.2).
        case parameters
    }

    init(_ name: String, _ form: Form) {
        self.name = name
        self.form = form
    }
}

extension DNSType {
    /// The fields of the type's data in their order; `nil` for types whose data is shown as bytes (RFC 3597).
    ///
    /// In a class whose data has another form, or none as in a deletion (RFC 2136 section 2.5.2), it is bytes too.
    package func fields(in recordClass: DNSClass) -> [DNSField]? {
        switch recordClass {
        case .any: nil
        case .chaos where self == .a: nil
        default: Self.layouts[self]
        }
    }

    private static let layouts: [DNSType: [DNSField]] = [
        .a: [.init("address", .address4)],
        .aaaa: [.init("address", .address6)],
        .ns: [.init("target", .name)],
        .cname: [.init("target", .name)],
        .dname: [.init("target", .name)],
        .ptr: [.init("target", .name)],
        .mx: [.init("preference", .number16), .init("target", .name)],
        .txt: [.init("strings", .strings)],
        .spf: [.init("strings", .strings)],
        .hinfo: [.init("cpu", .string), .init("os", .string)],
        .soa: [
            .init("primary", .name), .init("mailbox", .name), .init("serial", .number32),
            .init("refreshSeconds", .number32), .init("retrySeconds", .number32), .init("expireSeconds", .number32),
            .init("minimumSeconds", .number32),
        ],
        .srv: [
            .init("priority", .number16), .init("weight", .number16), .init("port", .number16),
            .init("target", .name),
        ],
        .naptr: [
            .init("order", .number16), .init("preference", .number16), .init("flags", .string),
            .init("services", .string), .init("regexp", .string), .init("target", .name),
        ],
        .uri: [.init("priority", .number16), .init("weight", .number16), .init("uri", .text)],
        .caa: [.init("flags", .number8), .init("tag", .word), .init("value", .text)],
        .svcb: service,
        .https: service,
        .ds: digest,
        .cds: digest,
        .dnskey: key,
        .cdnskey: key,
        .tlsa: association,
        .smimea: association,
        .sshfp: [
            .init("algorithm", .number8), .init("fingerprintType", .number8), .init("fingerprint", .hexadecimal),
        ],
    ]

    private static let service: [DNSField] = [
        .init("priority", .number16), .init("target", .name), .init("parameters", .parameters),
    ]

    private static let digest: [DNSField] = [
        .init("keyTag", .number16), .init("algorithm", .number8), .init("digestType", .number8),
        .init("digest", .hexadecimal),
    ]

    private static let key: [DNSField] = [
        .init("flags", .number16), .init("protocol", .number8), .init("algorithm", .number8), .init("key", .base64),
    ]

    private static let association: [DNSField] = [
        .init("usage", .number8), .init("selector", .number8), .init("matchingType", .number8),
        .init("certificate", .hexadecimal),
    ]
}
