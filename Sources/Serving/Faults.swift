internal import Platform

/// What is done wrong on purpose, to every connection of a server.
package struct Faults: Sendable, Equatable {
    /// A wait that is drawn anew each time, up to `jitter` more or less than `mean`.
    package struct Delay: Sendable, Equatable {
        package let mean: Duration
        package let jitter: Duration

        /// `jitter` is `mean` at most.
        package init(_ mean: Duration, jitter: Duration = .zero) {
            self.mean = mean
            self.jitter = min(jitter, mean)
        }

        fileprivate func drawn(from numbers: inout SeededNumbers) -> Duration {
            guard jitter > .zero else { return mean }
            return mean + .nanoseconds(Int64.random(in: -jitter.nanoseconds...jitter.nanoseconds, using: &numbers))
        }
    }

    /// How a connection ends after so many bytes were sent.
    package enum Ending: Sendable, Equatable {
        case reset(after: Int64)
        case close(after: Int64)

        var bytes: Int64 {
            switch self {
            case .reset(let bytes), .close(let bytes): bytes
            }
        }
    }

    /// Before each answer begins.
    package var delay: Delay?
    /// Bits a second that are sent.
    package var rate: Int?
    /// The most bytes of one send call, and how long to wait between two.
    package var chunk: Int?
    package var chunkGap = Duration.zero
    package var ending: Ending?
    /// Nothing is ever received, so that the client's window closes.
    package var isDeaf = false
    /// A client that shuts down its sending side is closed at once, with what was not sent yet.
    package var closesHalfClosed = false
    /// Of a hundred connections, how many are reset as soon as they are accepted.
    package var refusedPercent = 0
    /// What random numbers are drawn from: the same seed does the same to connections in their order.
    package var seed: UInt64 = 0

    package init() {}

    /// Whether there is anything that the seed decides.
    package var areRandom: Bool { refusedPercent > 0 || (delay?.jitter ?? .zero) > .zero }

    /// Whether what is sent is not let go as it comes.
    var holdBack: Bool { delay != nil || rate != nil || chunk != nil || ending != nil }

    /// Those that a connection has from its start to its end.
    var standing: [Fault] {
        var faults: [Fault] = []
        if isDeaf { faults.append(.noRead) }
        if let rate { faults.append(.rate(bitsPerSecond: rate)) }
        if let chunk { faults.append(.chunk(bytes: chunk, gap: chunkGap)) }
        return faults
    }

    func numbers(of connection: Int) -> SeededNumbers {
        // The seed's own sequence says whom to refuse.
        SeededNumbers(seed: seed ^ (UInt64(truncatingIfNeeded: connection) &* 0xd134_2543_de82_ef95))
    }

    func drawDelay(from numbers: inout SeededNumbers) -> Duration? { delay?.drawn(from: &numbers) }

    func refuses(_ numbers: inout SeededNumbers) -> Bool {
        refusedPercent > 0 && Int.random(in: 0..<100, using: &numbers) < refusedPercent
    }
}

/// What one endpoint does wrong on purpose, over whatever transport.
package struct EndpointFaults: Sendable, Equatable {
    package var streams = Faults()
    package var datagrams = DatagramFaults()

    /// Both draw from `seed`, and the streams' delay holds for datagrams too.
    package init(_ streams: Faults = Faults(), _ datagrams: DatagramFaults = DatagramFaults(), seed: UInt64 = 0) {
        (self.streams, self.datagrams) = (streams, datagrams)
        (self.streams.seed, self.datagrams.seed) = (seed, seed)
        self.datagrams.delay = streams.delay?.mean ?? .zero
        self.datagrams.jitter = streams.delay?.jitter ?? .zero
    }

    /// Whether there is anything that the seed decides.
    package var areRandom: Bool { streams.areRandom || datagrams.areRandom }
}

/// A fault that was done to a connection.
package enum Fault: Sendable, Equatable {
    case refuse
    case noRead
    case rate(bitsPerSecond: Int)
    case chunk(bytes: Int, gap: Duration)
    /// An answer waits so long before it begins.
    case delay(Duration)
    /// So many bytes had been sent.
    case reset(after: Int64)
    case close(after: Int64)
    /// So many bytes were not sent any more.
    case halfClose(unsent: Int)

    /// As options and events name it.
    package var name: String {
        switch self {
        case .refuse: "refuse"
        case .noRead: "no-read"
        case .rate: "rate"
        case .chunk: "chunk"
        case .delay: "delay"
        case .reset: "reset-after"
        case .close: "close-after"
        case .halfClose: "half-close"
        }
    }
}

/// Numbers that follow from a seed, the same in every run and on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
