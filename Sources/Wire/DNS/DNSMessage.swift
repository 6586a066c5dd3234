/// A message of the DNS (RFC 1035 section 4), with the OPT record taken out of its additional section (RFC 6891).
package struct DNSMessage: Hashable, Sendable {
    package var id: UInt16
    package var flags: Flags
    package var opcode: DNSOpcode

    /// 12 bits with EDNS, else 4.
    package var responseCode: DNSResponseCode
    package var questions: [DNSQuestion]
    package var answers: [DNSRecord]
    package var authorities: [DNSRecord]
    package var additionals: [DNSRecord]
    package var edns: EDNS?

    /// Bits of the header's second word; the opcode and the response code are beside them.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// QR: the message answers another.
        package static let response = Flags(rawValue: 0x8000)
        /// AA.
        package static let authoritative = Flags(rawValue: 0x0400)
        /// TC: more was to be said than fits.
        package static let truncated = Flags(rawValue: 0x0200)
        /// RD.
        package static let recursionDesired = Flags(rawValue: 0x0100)
        /// RA.
        package static let recursionAvailable = Flags(rawValue: 0x0080)
        /// AD: the data was verified, or the asker understands that (RFC 6840).
        package static let authenticData = Flags(rawValue: 0x0020)
        /// CD: unverified data is welcome (RFC 4035).
        package static let checkingDisabled = Flags(rawValue: 0x0010)

        /// All bits that are flags, the reserved one included.
        static let mask: UInt16 = 0x87f0
    }

    package init(
        id: UInt16,
        flags: Flags = [],
        opcode: DNSOpcode = .query,
        responseCode: DNSResponseCode = .noError,
        questions: [DNSQuestion] = [],
        answers: [DNSRecord] = [],
        authorities: [DNSRecord] = [],
        additionals: [DNSRecord] = [],
        edns: EDNS? = nil
    ) {
        self.id = id
        self.flags = flags
        self.opcode = opcode
        self.responseCode = responseCode
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.edns = edns
    }

    /// A query with one question.
    package static func query(
        _ name: DNSName,
        _ type: DNSType,
        in questionClass: DNSClass = .internet,
        id: UInt16,
        flags: Flags = .recursionDesired,
        edns: EDNS? = EDNS()
    ) -> DNSMessage {
        let question = DNSQuestion(name: name, type: type, questionClass: questionClass)
        return DNSMessage(id: id, flags: flags, questions: [question], edns: edns)
    }
}
