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
    package let result: Result<DNSMessage, DNSFailure>

    init(server: SocketAddress, transport: DNSTransport, result: Result<DNSMessage, DNSFailure>) {
        self.server = server
        self.transport = transport
        self.result = result
    }
}

extension DNSTrial: Equatable {
    package static func == (left: DNSTrial, right: DNSTrial) -> Bool {
        left.server == right.server && left.transport == right.transport && left.result == right.result
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
    case unreachable(SystemFailure)
}

extension DNSLookup {
    /// What the result means to who asked.
    package enum Outcome: Sendable, Equatable {
        case answered
        /// The name is there, but has no record of that type (RFC 2308 section 2.2).
        case noData
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
            case .noError: hasRecords(message) ? .answered : isReferral(message) ? .referral : .noData
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

    private func hasRecords(_ message: DNSMessage) -> Bool {
        let name = finalName(message.answers)
        return message.answers.contains { isWanted($0, of: name) }
    }

    /// Where aliases among `answers` lead to from the name that was asked for, up to a name with records.
    private func finalName(_ answers: [DNSRecord]) -> DNSName {
        var name = question.name
        // Each step takes another alias, so that a ring of them ends.
        for _ in answers {
            if answers.contains(where: { isWanted($0, of: name) }) { break }
            let alias = answers.first {
                $0.type == .cname && $0.name == name && $0.recordClass == question.questionClass
            }
            guard let target = alias?.target else { break }
            name = target
        }
        return name
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
