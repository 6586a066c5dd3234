/// A field in the data of a record.
package struct DNSField: Hashable, Sendable {
    /// As JSON shows it.
    package let name: String
    package let form: Form

    /// How the field lies on the wire and in text.
    package enum Form: Hashable, Sendable {
        case number8, number16, number32
        /// A number of one bit, and one of the seven bits behind it in the same byte.
        case flag, number7
        /// How many bytes a later field has: no text of its own.
        case length8, length16
        /// Seconds since 1970, as in 20301231235959.
        case time
        /// The number of a type of record.
        case type
        /// Numbers of CERT and DSYNC records that have names (RFC 4398 section 2, RFC 9859 section 2.1).
        case certificateType, algorithmName, schemeName
        case address4, address6
        case name
        /// Names up to the end.
        case names
        /// A character string: in quotes, or a bare word.
        case string, word
        /// One or more character strings, up to the end.
        case strings
        /// Bytes up to the end: in quotes, in hexadecimal digits, in those behind `0x`, in base64, in base64 or a hyphen for none.
        case text, hexadecimal, markedHexadecimal, base64, base64OrHyphen
        /// As many bytes as the field at this place says.
        case counted(by: Int, Digits)
        /// So many bytes as pairs of digits with hyphens between them; 8 bytes as four numbers with colons between them.
        case pairs(Int), groups
        /// An address, a name or nothing, as the field at this place says (RFC 4025 section 2.5).
        case gateway(kindAt: Int)
        /// Sets of numbers up to the end, a bit each: types of records (RFC 4034 section 4.1.2, RFC 2535 section 5.2), ports.
        case types, firstTypes, ports
        /// Address prefixes up to the end (RFC 3123 section 4).
        case prefixes
        /// A place on Earth (RFC 1876 section 2).
        case location
        /// The parameters of a service up to the end (RFC 9460 section 2.2).
        case parameters
    }

    /// How bytes are written.
    package enum Digits: Hashable, Sendable {
        /// A hyphen where there are no bytes.
        case hexadecimalOrHyphen
        case hexadecimal, base32, base64
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

    private static let layouts: [DNSType: [DNSField]] = addressing.merging(security) { old, _ in old }

    private static let addressing: [DNSType: [DNSField]] = [
        .a: [.init("address", .address4)],
        .aaaa: [.init("address", .address6)],
        .ns: target, .cname: target, .dname: target, .ptr: target, .nsapPtr: target,
        .md: target, .mf: target, .mb: target, .mg: target, .mr: target,
        .mx: preferredTarget, .rt: preferredTarget, .kx: preferredTarget, .lp: preferredTarget,
        .afsdb: [.init("subtype", .number16), .init("target", .name)],
        .minfo: [.init("mailbox", .name), .init("errorMailbox", .name)],
        .rp: [.init("mailbox", .name), .init("textName", .name)],
        .px: [.init("preference", .number16), .init("map822", .name), .init("mapX400", .name)],
        .talink: [.init("previous", .name), .init("next", .name)],
        .txt: strings, .spf: strings, .avc: strings, .ninfo: strings, .resinfo: strings, .wallet: strings,
        .isdn: strings,
        .x25: [.init("address", .string)],
        .hinfo: [.init("cpu", .string), .init("os", .string)],
        .gpos: [.init("longitude", .string), .init("latitude", .string), .init("altitude", .string)],
        .loc: [.init("location", .location)],
        .wks: [.init("address", .address4), .init("protocol", .number8), .init("ports", .ports)],
        .nsap: [.init("address", .markedHexadecimal)],
        .eid: [.init("endpoint", .hexadecimal)],
        .nimloc: [.init("locator", .hexadecimal)],
        .apl: [.init("prefixes", .prefixes)],
        .eui48: [.init("address", .pairs(6))],
        .eui64: [.init("address", .pairs(8))],
        .nid: [.init("preference", .number16), .init("nodeID", .groups)],
        .l32: [.init("preference", .number16), .init("locator", .address4)],
        .l64: [.init("preference", .number16), .init("locator", .groups)],
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
        .svcb: service, .https: service,
        .dhcid: [.init("identifier", .base64)],
        .sink: [
            .init("meaning", .number8), .init("coding", .number8), .init("subcoding", .number8),
            .init("data", .base64),
        ],
        .doa: [
            .init("enterprise", .number32), .init("type", .number32), .init("location", .number8),
            .init("mediaType", .string), .init("data", .base64OrHyphen),
        ],
        .amtrelay: [
            .init("precedence", .number8), .init("discoveryOptional", .flag), .init("relayType", .number7),
            .init("relay", .gateway(kindAt: 2)),
        ],
    ]

    private static let security: [DNSType: [DNSField]] = [
        .caa: [.init("flags", .number8), .init("tag", .word), .init("value", .text)],
        .ds: digest, .cds: digest, .dlv: digest, .ta: digest,
        .dnskey: keyData, .cdnskey: keyData, .key: keyData, .rkey: keyData,
        .rrsig: signature, .sig: signature,
        .nsec: [.init("next", .name), .init("types", .types)],
        .nxt: [.init("next", .name), .init("types", .firstTypes)],
        .nsec3: hashing + [
            .init("hashLength", .length8), .init("nextHash", .counted(by: 5, .base32)), .init("types", .types),
        ],
        .nsec3param: hashing,
        .csync: [.init("serial", .number32), .init("flags", .number16), .init("types", .types)],
        .dsync: [
            .init("type", .type), .init("scheme", .schemeName), .init("port", .number16), .init("target", .name),
        ],
        .zonemd: [
            .init("serial", .number32), .init("scheme", .number8), .init("algorithm", .number8),
            .init("digest", .hexadecimal),
        ],
        .cert: [
            .init("certificateType", .certificateType), .init("keyTag", .number16),
            .init("algorithm", .algorithmName), .init("certificate", .base64),
        ],
        .openpgpkey: [.init("key", .base64)],
        .ipseckey: [
            .init("precedence", .number8), .init("gatewayType", .number8), .init("algorithm", .number8),
            .init("gateway", .gateway(kindAt: 1)), .init("key", .base64),
        ],
        .hip: [
            .init("tagLength", .length8), .init("algorithm", .number8), .init("keyLength", .length16),
            .init("hostIdentityTag", .counted(by: 0, .hexadecimal)), .init("key", .counted(by: 2, .base64)),
            .init("servers", .names),
        ],
        .tlsa: association, .smimea: association,
        .sshfp: [
            .init("algorithm", .number8), .init("fingerprintType", .number8), .init("fingerprint", .hexadecimal),
        ],
    ]

    private static let target: [DNSField] = [.init("target", .name)]

    private static let preferredTarget: [DNSField] = [.init("preference", .number16), .init("target", .name)]

    private static let strings: [DNSField] = [.init("strings", .strings)]

    private static let service: [DNSField] = [
        .init("priority", .number16), .init("target", .name), .init("parameters", .parameters),
    ]

    private static let digest: [DNSField] = [
        .init("keyTag", .number16), .init("algorithm", .number8), .init("digestType", .number8),
        .init("digest", .hexadecimal),
    ]

    private static let keyData: [DNSField] = [
        .init("flags", .number16), .init("protocol", .number8), .init("algorithm", .number8), .init("key", .base64),
    ]

    private static let signature: [DNSField] = [
        .init("typeCovered", .type), .init("algorithm", .number8), .init("labels", .number8),
        .init("originalTTLSeconds", .number32), .init("expiration", .time), .init("inception", .time),
        .init("keyTag", .number16), .init("signer", .name), .init("signature", .base64),
    ]

    private static let hashing: [DNSField] = [
        .init("hashAlgorithm", .number8), .init("flags", .number8), .init("iterations", .number16),
        .init("saltLength", .length8), .init("salt", .counted(by: 3, .hexadecimalOrHyphen)),
    ]

    private static let association: [DNSField] = [
        .init("usage", .number8), .init("selector", .number8), .init("matchingType", .number8),
        .init("certificate", .hexadecimal),
    ]
}
