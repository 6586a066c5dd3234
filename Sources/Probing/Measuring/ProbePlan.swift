package import Platform
package import Wire

/// How often each target is probed, for how long, and from where.
package struct ProbePlan: Sendable, Equatable {
    /// Attempts a target; nil is any number.
    package var count: Int?
    /// From one attempt's intended start to the next one's, whether or not the first was answered; 0 starts the next with the
    /// end of the one before.
    package var interval: Duration
    /// No attempt starts after this time; nil is no limit.
    package var lasting: Duration?
    /// All that waits is given up after this time; nil is no limit.
    package var ending: Duration?
    /// How long to wait for each answer.
    package var timeout: Duration
    /// How many targets are probed at once.
    package var concurrency: Int
    /// A target is done with its first good answer.
    package var endsWithSuccess: Bool
    /// A peer that sends more for one answer is stopped listening to.
    package var maxBytes: Int64
    /// The address, and port where it is not 0, to connect from.
    package var source: SocketAddress?
    package var options: [SocketOption]

    package init(
        count: Int? = 1,
        interval: Duration = .seconds(1),
        lasting: Duration? = nil,
        ending: Duration? = nil,
        timeout: Duration = .seconds(5),
        concurrency: Int = 32,
        endsWithSuccess: Bool = false,
        maxBytes: Int64 = .max,
        source: SocketAddress? = nil,
        options: [SocketOption] = []
    ) {
        self.count = count
        self.interval = interval
        self.lasting = lasting
        self.ending = ending
        self.timeout = timeout
        self.concurrency = concurrency
        self.endsWithSuccess = endsWithSuccess
        self.maxBytes = maxBytes
        self.source = source
        self.options = options
    }
}
