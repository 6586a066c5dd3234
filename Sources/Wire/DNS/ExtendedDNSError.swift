/// Why an answer is what it is, said by its server (RFC 8914).
package struct ExtendedDNSError: Hashable, Sendable {
    package let code: UInt16

    /// The server's own words, which may be anything.
    package let text: [UInt8]

    static let optionCode: UInt16 = 15

    /// `nil` for another option, or one too short.
    package init?(_ option: EDNS.Option) {
        guard option.code == Self.optionCode, option.data.count >= 2 else { return nil }
        code = option.data.span.big16(at: 0)
        // Some end it as C does; that is not part of it (section 2).
        let text = option.data.dropFirst(2)
        self.text = Array(text.last == 0 ? text.dropLast() : text)
    }

    /// The registry's name; `nil` without one.
    package var name: String? {
        Int(code) < Self.names.count ? Self.names[Int(code)] : nil
    }

    private static let names = [
        "Other", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
        "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
        "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored",
        "Filtered", "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported",
        "No Reachable Authority", "Network Error", "Invalid Data", "Signature Expired before Valid", "Too Early",
        "Unsupported NSEC3 Iterations Value", "Unable to conform to policy", "Synthesized",
    ]
}
