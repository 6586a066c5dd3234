package import Platform
package import Wire

/// What a question came to.
package struct DNSLookup: Sendable, Equatable {
    package let question: DNSQuestion

    /// What counts: an answer, or else the failure that says most.
    package let best: DNSTrial

    /// What was tried in vain, in its order; the best may be among it.
    package let failed: [DNSTrial]

    package let duration: Duration

    /// How many queries were sent, to whatever server.
    package let queries: Int

    /// Messages that came but are no answers to what was asked: not believed.
    package let ignored: Int
}

/// What a server gave, or failed to give.
///
/// A class, because it is handed on several times, and a message is half a dozen references to count each time.
package final class DNSTrial: Sendable {
    package let server: SocketAddress
    package let transport: DNSTransport
    /// Whether the query had EDNS.
    package let usesEDNS: Bool
    package let result: Result<DNSMessage, DNSFailure>

    init(
        server: SocketAddress,
        transport: DNSTransport,
        usesEDNS: Bool,
        result: Result<DNSMessage, DNSFailure>
    ) {
        self.server = server
        self.transport = transport
        self.usesEDNS = usesEDNS
        self.result = result
    }
}

extension DNSTrial: Equatable {
    package static func == (left: DNSTrial, right: DNSTrial) -> Bool {
        left.server == right.server && left.transport == right.transport && left.usesEDNS == right.usesEDNS
            && left.result == right.result
    }
}

package enum DNSTransport: String, Sendable {
    case udp, tcp
}

/// Why there is no message from a server.
package enum DNSFailure: Error, Sendable, Equatable {
    case malformed(DNSError)
    /// The connection ended before the answer did.
    case closedEarly
    case timedOut
    /// With the ICMP message that says so, where one does.
    case unreachable(SystemFailure, ICMPError?)
    /// An answer without records from a server that neither has the zone nor asks others.
    case lame
    /// The answer did not fit a datagram, and over TCP there was this instead; nil is one that is cut short again.
    indirect case truncated(DNSFailure?)

    /// Why there is no message in the end, over whatever.
    package var last: DNSFailure {
        if case .truncated(let failure?) = self { failure } else { self }
    }
}

extension DNSLookup {
    /// What the result means to who asked.
    package enum Outcome: Sendable, Equatable {
        case answered
        /// The name is there, but has no record of that type (RFC 2308 section 2.2).
        case noData
        /// Its aliases lead back to one of them (RFC 1034 section 3.6.2).
        case aliasLoop
        /// It has more aliases than the server followed.
        case longAliasChain
        case noSuchName
        /// The server knows only who may know, and does not ask on (RFC 2308 section 2.2).
        case referral
        case serverFailure
        case refused
        case otherCode(DNSResponseCode)
        case failed(DNSFailure)
    }

    package var outcome: Outcome {
        switch best.result {
        case .failure(let failure): .failed(failure)
        case .success(let message):
            switch message.responseCode {
            case .noError: hasRecords(message) ? .answered : isReferral(message) ? .referral : emptyOutcome(message)
            case .noSuchName: .noSuchName
            case .serverFailure: .serverFailure
            case .refused: .refused
            case let code: .otherCode(code)
            }
        }
    }

    package var message: DNSMessage? { try? best.result.get() }

    /// The message's answer section.
    package var answers: [DNSRecord] {
        switch best.result {
        case .success(let message): message.answers
        case .failure: []
        }
    }

    /// The records that were asked for: of the name, or of the one that its aliases lead to.
    ///
    /// Whatever else is in the answer section is for nobody.
    package var records: [DNSRecord] {
        let answers = answers
        let name = finalName(answers)
        return answers.filter { isWanted($0, of: name) }
    }

    /// The names that aliases lead to, one after the other, from the one that was asked for up to one with records; a loop ends
    /// with a name that was there before.
    package var aliases: [DNSName] {
        let answers = answers
        var names: [DNSName] = []
        for _ in answers.prefix(Self.mostAliases) {
            let name = names.last ?? question.name
            if answers.contains(where: { isWanted($0, of: name) }) { break }
            guard let target = alias(of: name, in: answers) else { break }
            let isKnown = target == question.name || names.contains(target)
            names.append(target)
            if isKnown { break }
        }
        return names
    }

    /// By a CNAME of the name, or a DNAME of one above it (RFC 6672).
    private func alias(of name: DNSName, in answers: [DNSRecord]) -> DNSName? {
        let inClass = answers.lazy.filter { $0.recordClass == question.questionClass }
        if let alias = inClass.first(where: { $0.type == .cname && $0.name == name }) { return alias.target }
        return inClass.compactMap { record in
            record.type == .dname ? record.target.flatMap { name.replacing(record.name, with: $0) } : nil
        }.first
    }

    /// What an answer without the records that were asked for means.
    private func emptyOutcome(_ message: DNSMessage) -> Outcome {
        let aliases = aliases
        if let last = aliases.last, last == question.name || aliases.dropLast().contains(last) { return .aliasLoop }
        let isDenied = message.authorities.contains { $0.type == .soa }
        return aliases.count > Self.usualAliases && !isDenied ? .longAliasChain : .noData
    }

    /// So many aliases every server follows, and so many are followed here: each is looked for among all records.
    private static let usualAliases = 8
    private static let mostAliases = 64

    private func hasRecords(_ message: DNSMessage) -> Bool {
        let name = finalName(message.answers)
        return message.answers.contains { isWanted($0, of: name) }
    }

    /// Where aliases among `answers` lead to from the name that was asked for, up to a name with records.
    private func finalName(_ answers: [DNSRecord]) -> DNSName {
        // Most answers have no alias, and need no list of them.
        answers.contains { isWanted($0, of: question.name) } ? question.name : aliases.last ?? question.name
    }

    private func isWanted(_ record: DNSRecord, of name: DNSName) -> Bool {
        (question.type == .any || record.type == question.type) && record.recordClass == question.questionClass
            && record.name == name
    }

    private func isReferral(_ message: DNSMessage) -> Bool {
        message.answers.isEmpty && !message.flags.contains(.authoritative)
            && message.authorities.contains { $0.type == .ns } && !message.authorities.contains { $0.type == .soa }
    }
}
