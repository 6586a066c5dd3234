internal import Wire

/// A question's way from server to server, without the sending: what to ask next, and what counts in the end.
struct DNSExchange {
    let question: DNSQuestion

    private let policy: DNSPolicy
    /// The servers still to be asked, each as often as it may be, the one in turn first.
    private var turns: ArraySlice<Turn>
    private var usesEDNS: Bool
    /// The answer of the server in turn did not fit a datagram.
    private var isTruncated = false
    private var id: UInt16 = 0
    /// Made once: a set that is written out is put together anew in each use.
    private static let flags: DNSMessage.Flags = [.recursionDesired, .authenticData]

    private var best: DNSTrial?
    private var failed: [DNSTrial] = []
    private var queries = 0
    private var ignored = 0

    private(set) var server: SocketAddress
    private(set) var transport: DNSTransport

    /// What is asked once more, because there was no answer, is asked without EDNS: some drop what has it.
    private struct Turn {
        let server: Int
        let usesEDNS: Bool
    }

    /// What is to be done after something has come, or has not.
    enum Step: Equatable {
        /// Go on waiting.
        case wait
        /// Send a new query to `server`.
        case ask
        case done
    }

    /// - Parameter number: The question's place among those of one run.
    init(_ question: DNSQuestion, number: Int, _ policy: DNSPolicy) {
        self.question = question
        self.policy = policy
        let count = policy.servers.count
        let first = policy.rotates ? number % count : 0
        turns =
            (0..<count * policy.rounds).map {
                Turn(server: ($0 + first) % count, usesEDNS: policy.edns != nil && $0 < count)
            }[...]
        server = policy.servers[first]
        usesEDNS = policy.edns != nil
        transport = policy.usesTCP ? .tcp : .udp
    }

    /// The next query to `server`, under a new id.
    mutating func query(id: UInt16) -> [UInt8] {
        self.id = id
        countQuery()
        return DNSMessage.query(
            question.name,
            question.type,
            in: question.questionClass,
            id: id,
            flags: Self.flags,
            edns: usesEDNS ? policy.edns : nil
        ).encoded
    }

    /// Another query was sent, or the last one once more.
    mutating func countQuery() { queries += 1 }

    /// Takes a message from `server`.
    mutating func take(_ bytes: [UInt8]) -> Step {
        switch DNSReply(bytes, to: question, id: id) {
        case .stray:
            ignored += 1
            return .wait
        case .truncated where transport == .udp:
            transport = .tcp
            isTruncated = true
            return .ask
        case .truncated:
            isTruncated = false
            return fail(.truncated(nil))
        case .malformed(let error): return fail(.malformed(error))
        case .answer(let message): return take(message)
        }
    }

    /// The server in turn failed; another may answer.
    mutating func fail(_ failure: DNSFailure) -> Step {
        note(failure)
        return moveOn(mayAnswerLater: failure == .timedOut || failure == .closedEarly && usesEDNS)
    }

    /// No more time is left for any server.
    mutating func expire() {
        note(.timedOut)
    }

    /// What it came to, when no more is to be done, or no more time is left.
    func lookup(_ duration: Duration) -> DNSLookup {
        DNSLookup(
            question: question,
            best: best ?? trial(.failure(.timedOut)),
            failed: failed,
            duration: duration,
            queries: queries,
            ignored: ignored
        )
    }

    private mutating func take(_ message: DNSMessage) -> Step {
        switch message.responseCode {
        case .noError where policy.passesOverLameServers && message.isLame: return fail(.lame)
        case .noError, .noSuchName:
            best = trial(.success(message))
            return .done
        case .formatError where usesEDNS, .notImplemented where usesEDNS, .badVersion where usesEDNS:
            note(.success(message))
            usesEDNS = false
            return .ask
        default:
            note(.success(message))
            return moveOn(mayAnswerLater: false)
        }
    }

    private mutating func moveOn(mayAnswerLater: Bool) -> Step {
        guard let last = turns.popFirst() else { return .done }
        if !mayAnswerLater { turns.removeAll { $0.server == last.server } }
        guard let next = turns.first else { return .done }
        server = policy.servers[next.server]
        transport = policy.usesTCP ? .tcp : .udp
        usesEDNS = next.usesEDNS
        isTruncated = false
        return .ask
    }

    private mutating func note(_ failure: DNSFailure) {
        note(.failure(isTruncated ? .truncated(failure) : failure))
    }

    private mutating func note(_ result: Result<DNSMessage, DNSFailure>) {
        let trial = self.trial(result)
        failed.append(trial)
        if best.map({ $0.weight < trial.weight }) ?? true { best = trial }
    }

    private func trial(_ result: Result<DNSMessage, DNSFailure>) -> DNSTrial {
        DNSTrial(server: server, transport: transport, usesEDNS: usesEDNS, result: result)
    }
}

extension DNSMessage {
    /// From a server that neither has the zone nor asks others, without anything that would lead on; as glibc tells it.
    fileprivate var isLame: Bool {
        answers.isEmpty && additionals.isEmpty && edns == nil && !flags.contains(.authoritative)
            && !flags.contains(.recursionAvailable)
    }
}

extension DNSTrial {
    /// How much a failure says.
    fileprivate var weight: Int {
        switch result {
        case .success: 4
        case .failure(.malformed), .failure(.lame): 3
        case .failure(.closedEarly), .failure(.truncated): 2
        case .failure(.timedOut): 1
        case .failure(.unreachable): 0
        }
    }
}
