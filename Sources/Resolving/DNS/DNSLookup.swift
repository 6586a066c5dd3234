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
package struct DNSTrial: Sendable, Equatable {
    package let server: SocketAddress
    package let transport: DNSTransport
    package let result: Result<DNSMessage, DNSFailure>
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
            case .noError: !records.isEmpty ? .answered : isReferral(message) ? .referral : .noData
            case .noSuchName: .noSuchName
            case .serverFailure: .serverFailure
            case .refused: .refused
            case let code: .otherCode(code)
            }
        }
    }

    package var message: DNSMessage? { try? best.result.get() }

    /// The records that were asked for: of the name, or of the one that its aliases lead to.
    ///
    /// Whatever else is in the answer section is for nobody.
    package var records: [DNSRecord] {
        guard let message else { return [] }
        let answers = message.answers.filter { $0.recordClass == question.questionClass }
        var name = question.name
        // Each step takes another alias, so that a ring of them ends.
        for _ in answers {
            if answers.contains(where: { $0.name == name && isWanted($0) }) { break }
            guard let alias = answers.first(where: { $0.name == name && $0.type == .cname })?.target else { break }
            name = alias
        }
        return answers.filter { $0.name == name && isWanted($0) }
    }

    private func isWanted(_ record: DNSRecord) -> Bool { question.type == .any || record.type == question.type }

    private func isReferral(_ message: DNSMessage) -> Bool {
        message.answers.isEmpty && !message.flags.contains(.authoritative)
            && message.authorities.contains { $0.type == .ns } && !message.authorities.contains { $0.type == .soa }
    }
}
