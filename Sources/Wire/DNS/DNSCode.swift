/// A number of the DNS that has a name, or else its number behind a prefix (RFC 3597 section 5).
package protocol DNSCode: RawRepresentable, Hashable, Sendable, LosslessStringConvertible where RawValue == UInt16 {
    init(rawValue: UInt16)

    /// What stands before the number of one without a name.
    static var prefix: String { get }

    /// The names of the IANA registry.
    static var names: [UInt16: String] { get }
}

extension DNSCode {
    /// Reads a name, or a number behind the prefix, in either case.
    package init?(_ text: String) {
        let text = text.uppercased()
        if let known = Self.names.first(where: { $0.value.uppercased() == text }) {
            self.init(rawValue: known.key)
        } else if text.hasPrefix(Self.prefix), let number = UInt16(digits: text.utf8.dropFirst(Self.prefix.utf8.count))
        {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    package var description: String { Self.names[rawValue] ?? "\(Self.prefix)\(rawValue)" }
}

/// The kind of a message.
package struct DNSOpcode: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let query = DNSOpcode(rawValue: 0)

    package static let prefix = "OPCODE"
    package static let names: [UInt16: String] = [
        0: "QUERY", 1: "IQUERY", 2: "STATUS", 4: "NOTIFY", 5: "UPDATE", 6: "DSO",
    ]
}

/// What became of a query, in the registry's spelling; dig writes capitals.
package struct DNSResponseCode: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let noError = DNSResponseCode(rawValue: 0)
    package static let formatError = DNSResponseCode(rawValue: 1)
    package static let serverFailure = DNSResponseCode(rawValue: 2)
    package static let noSuchName = DNSResponseCode(rawValue: 3)
    package static let notImplemented = DNSResponseCode(rawValue: 4)
    package static let refused = DNSResponseCode(rawValue: 5)
    package static let nameTooLong = DNSResponseCode(rawValue: 6)
    package static let badVersion = DNSResponseCode(rawValue: 16)

    package static let prefix = "RCODE"
    package static let names: [UInt16: String] = [
        0: "NoError", 1: "FormErr", 2: "ServFail", 3: "NXDomain", 4: "NotImp", 5: "Refused", 6: "YXDomain",
        7: "YXRRSet", 8: "NXRRSet", 9: "NotAuth", 10: "NotZone", 11: "DSOTYPENI", 16: "BADVERS", 17: "BADKEY",
        18: "BADTIME", 19: "BADMODE", 20: "BADNAME", 21: "BADALG", 22: "BADTRUNC", 23: "BADCOOKIE",
    ]
}

package struct DNSClass: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let internet = DNSClass(rawValue: 1)
    package static let chaos = DNSClass(rawValue: 3)
    package static let any = DNSClass(rawValue: 255)

    package static let prefix = "CLASS"
    package static let names: [UInt16: String] = [1: "IN", 3: "CH", 4: "HS", 254: "NONE", 255: "ANY"]

    /// In multicast DNS, that the answer replaces others or may be sent to the asker alone (RFC 6762 section 18.12).
    package var hasMulticastBit: Bool { rawValue & 0x8000 != 0 }

    package var withoutMulticastBit: DNSClass { DNSClass(rawValue: rawValue & 0x7fff) }
}

/// What is in a CERT record (RFC 4398 section 2.1).
package struct CertificateType: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let prefix = ""
    package static let names: [UInt16: String] = [
        1: "PKIX", 2: "SPKI", 3: "PGP", 4: "IPKIX", 5: "ISPKI", 6: "IPGP", 7: "ACPKIX", 8: "IACPKIX", 253: "URI",
        254: "OID",
    ]
}

/// An algorithm of DNSSEC, as BIND's tools name it where they do.
package struct SecurityAlgorithm: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let prefix = ""
    package static let names: [UInt16: String] = [
        1: "RSAMD5", 2: "DH", 3: "DSA", 5: "RSASHA1", 6: "NSEC3DSA", 7: "NSEC3RSASHA1", 8: "RSASHA256",
        10: "RSASHA512", 12: "ECCGOST", 13: "ECDSAP256SHA256", 14: "ECDSAP384SHA384", 15: "ED25519", 16: "ED448",
        252: "INDIRECT", 253: "PRIVATEDNS", 254: "PRIVATEOID",
    ]
}

/// How the target of a DSYNC record is told of changes (RFC 9859 section 6.2).
package struct NotificationScheme: DNSCode {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let prefix = ""
    package static let names: [UInt16: String] = [1: "NOTIFY"]
}
