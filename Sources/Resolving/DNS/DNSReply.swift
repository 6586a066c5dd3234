internal import Wire

/// What bytes from a server are to whom has asked it something.
enum DNSReply: Equatable {
    /// No answer to the query: late, or forged.
    case stray
    /// What there was to say did not fit.
    case truncated
    case malformed(DNSError)
    case answer(DNSMessage)

    init(_ bytes: [UInt8], to question: DNSQuestion, id: UInt16) {
        guard let decoding = try? DNSDecoding(bytes), decoding.message.id == id,
            decoding.message.flags.contains(.response), decoding.message.opcode == .query
        else {
            self = .stray
            return
        }
        let message = decoding.message
        if message.questions.count != 1 || message.questions[0] != question {
            // Who understood nothing repeats no question; one that is damaged can be compared with nothing.
            let fault = decoding.counts.questions == 1 && message.questions.isEmpty ? decoding.fault : nil
            let isComplaint = decoding.counts.questions == 0 && message.responseCode != .noError
            self = fault.map(Self.malformed) ?? (isComplaint ? .answer(message) : .stray)
        } else if message.flags.contains(.truncated) {
            self = .truncated
        } else {
            self = decoding.fault.map(Self.malformed) ?? .answer(message)
        }
    }
}
