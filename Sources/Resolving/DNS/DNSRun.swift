package import Platform
package import Wire

/// Questions under way, many at once; what they come to is handed over in their order.
package struct DNSRun: ~Copyable {
    /// Descriptors that are for something else.
    private static let otherDescriptors = 32

    /// With so many sockets at once a query leaves from one of as many random ports even where each is used again.
    private static let placesWithLines = 64

    private let questions: [DNSQuestion]
    private let policy: DNSPolicy
    private var set: PollSet
    /// Each flight is at a place, which is its socket's token.
    private var flights: [DNSFlight?]
    /// When each of `flights` has to be looked at again.
    private var deadlines: [Int64]
    private var freePlaces: [Int]
    /// Sockets that flights have left at their places.
    private var lines: [DNSLine?]
    private var pace = DNSPace()
    private var started = 0
    private var handed = 0
    /// By the questions' numbers, until they are handed over.
    private var lookups: [DNSLookup?]
    private var ids = RandomNumbers()
    /// As long as a message can be.
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    package init(_ questions: [DNSQuestion], _ policy: DNSPolicy) throws(SystemFailure) {
        self.questions = questions
        self.policy = policy
        set = try PollSet()
        let most = max(1, DescriptorLimit.raise() - Self.otherDescriptors)
        let places = min(policy.concurrency, questions.count, most)
        flights = Array(repeating: nil, count: places)
        deadlines = Array(repeating: .max, count: places)
        freePlaces = Array((0..<places).reversed())
        lines = Array(repeating: nil, count: places)
        lookups = Array(repeating: nil, count: questions.count)
    }

    /// Waits until the next question, at least, has come to something; nil when all have.
    ///
    /// - Throws: `Interruption` at a signal of `stop`, `SystemFailure`.
    package mutating func next(until stop: borrowing StopSignals? = nil) throws -> [DNSLookup]? {
        while handed < questions.count {
            start()
            let ready = takeLookups()
            if !ready.isEmpty { return ready }
            try wait(until: stop)
        }
        return nil
    }

    /// Starts what there is room for.
    private mutating func start() {
        while started < questions.count, flights.count - freePlaces.count < pace.window,
            let place = freePlaces.popLast()
        {
            let now = Clock.monotonicNanoseconds()
            let flight = DNSFlight(questions[started], number: started, policy, lines[place], at: now)
            lines[place] = nil
            flights[place] = flight
            started += 1
            follow(.ask, of: flight, at: place, now)
        }
    }

    private mutating func takeLookups() -> [DNSLookup] {
        var ready: [DNSLookup] = []
        while handed < questions.count, let lookup = lookups[handed] {
            ready.append(lookup)
            lookups[handed] = nil
            handed += 1
        }
        return ready
    }

    /// Waits for something to come, or to be late.
    private mutating func wait(until stop: borrowing StopSignals?) throws {
        // A question that failed without a wait has left room for the next.
        guard freePlaces.count < flights.count else { return }
        let next = deadlines.min() ?? .max
        let rest = max(0, next - Clock.monotonicNanoseconds())
        guard let ready = try set.wait(timeout: .nanoseconds(rest), or: stop) else { throw Interruption() }
        for place in ready.map(\.token) {
            guard let flight = flights[place] else {
                // Somebody sends what nobody asked for.
                lines[place] = nil
                continue
            }
            let step = flight.advance(set, token: place, &buffer)
            let now = Clock.monotonicNanoseconds()
            if step == .done, let asked = flight.asked { pace.note(now - asked) }
            follow(step, of: flight, at: place, now)
        }
        let now = Clock.monotonicNanoseconds()
        guard next <= now else { return }
        for place in deadlines.indices where deadlines[place] <= now {
            guard let flight = flights[place] else { continue }
            let step = flight.expire(at: now)
            if step == .wait { pace.noteLoss(at: now) }
            follow(step, of: flight, at: place, now)
        }
    }

    private mutating func follow(_ step: DNSExchange.Step, of flight: DNSFlight, at place: Int, _ now: Int64) {
        if step == .wait
            || step == .ask
                && flight.ask(policy, set, token: place, lateAfter: pace.lateAfter, ids: &ids, at: now)
        {
            deadlines[place] = flight.deadline
            return
        }
        if flights.count >= Self.placesWithLines { lines[place] = flight.line }
        lookups[flight.number] = flight.exchange.lookup(.nanoseconds(now - flight.began))
        flights[place] = nil
        deadlines[place] = .max
        freePlaces.append(place)
    }
}
