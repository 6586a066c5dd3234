internal import Platform
internal import Probing
internal import Wire

/// What the attempts on one address of a scrape came to.
struct ScrapedAddress: Sendable {
    /// What the last answer of HTTP told.
    struct Answer: Sendable {
        var status = 0
        /// 0 where no answer came.
        var version = 0.0
        /// -1 where the answer does not say, as Go's http package has it.
        var contentLength: Int64 = 0
        var bodyBytes: Int64 = 0
    }

    let address: SocketAddress
    var statistics = ProbeStatistics()
    var times = SecondsHistogram()
    private(set) var answer = Answer()
    private(set) var redirect: [UInt8]?
    /// A dialogue that came to a step which was not met, or a body that is not as it was to be.
    private(set) var hasMismatch = false
    /// The last datagram of an answer.
    private(set) var datagram: [UInt8]?
    /// Of the last attempt.
    private(set) var phases = Phases()
    private var connects: (count: Int, nanoseconds: Int64) = (0, 0)
    private var answers: (count: Int, nanoseconds: Int64) = (0, 0)
    private var tcp: TCPInformation?

    /// Where the time of one attempt went, in nanoseconds.
    struct Phases: Sendable {
        var connect: Int64 = 0
        var processing: Int64 = 0
        var transfer: Int64 = 0
    }

    init(_ address: SocketAddress) {
        self.address = address
    }

    mutating func add(_ attempt: Attempt) {
        statistics.add(attempt)
        guard attempt.arrival == .first else { return }
        note(attempt)
        if let time = attempt.connectNanoseconds {
            connects = (connects.count + 1, connects.nanoseconds + time)
        }
        guard attempt.outcome.isGood else { return }
        times.add(nanoseconds: attempt.latencyNanoseconds)
        tcp = attempt.tcp ?? tcp
        guard attempt.outcome == .replied else { return }
        let asked = max(attempt.connectedNanoseconds ?? 0, attempt.intendedNanoseconds)
        answers = (answers.count + 1, answers.nanoseconds + attempt.endNanoseconds - asked)
    }

    private mutating func note(_ attempt: Attempt) {
        (answer, redirect, hasMismatch, datagram, phases) = (Answer(), nil, false, nil, Phases())
        let connected = attempt.connectNanoseconds ?? attempt.totalNanoseconds
        let first = attempt.firstByteNanoseconds ?? attempt.totalNanoseconds
        phases.connect = connected
        phases.processing = max(0, first - connected)
        phases.transfer = attempt.totalNanoseconds - max(first, connected)
        for fact in attempt.facts {
            switch fact {
            case .status(let status, _): answer.status = status
            case .message(let minor, let length):
                answer.version = minor == 0 ? 1 : 1 + Double(minor) / 10
                answer.contentLength = length ?? -1
            case .sizes(_, let bytes): answer.bodyBytes = bytes
            case .redirect(let text): redirect = text
            case .step: hasMismatch = attempt.outcome == .unexpected
            case .text(let bytes): datagram = bytes
            default: break
            }
        }
    }

    /// Whether the status was one that is accepted, and something else of the answer was not.
    func hasRefusedBody(_ exchange: HTTPExchange) -> Bool {
        statistics.outcomes[.altered] != nil && exchange.expected?.contains(answer.status) != false
    }

    /// Whether all attempts that had to be made were, and were answered as they had to be.
    func isGood(of attempts: Int) -> Bool {
        statistics.received > 0 && statistics.received == statistics.sent
            && statistics.outcomes.keys.allSatisfy(\.isGood) && statistics.sent >= attempts
    }

    /// The mean time of each phase, in seconds.
    var meanPhases: [(name: String, seconds: Double)] {
        [("connect", connects), ("answer", answers)].filter { $0.1.count > 0 }.map {
            ($0.0, Double($0.1.nanoseconds) / Double($0.1.count) / 1e9)
        }
    }

    var roundTripSeconds: Double? { tcp.map { Double($0.roundTripMicroseconds) / 1e6 } }
}
