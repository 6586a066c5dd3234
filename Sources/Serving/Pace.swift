internal import Platform

/// How what is to be sent is let go: in what pieces, and with what faults on purpose.
package struct Pace: Sendable, Equatable {
    package enum Allowance: Sendable, Equatable {
        /// At most so many bytes, in one call.
        case bytes(Int)
        /// None before this time.
        case wait(until: Int64)
    }

    /// The most bytes of one send call; nil is any number.
    private let writeSize: Int?
    /// How long to wait between two send calls.
    private let writeGap: Duration
    private var earliest = Int64.min

    package init(writeSize: Int? = nil, writeGap: Duration = .zero) {
        self.writeSize = writeSize
        self.writeGap = writeGap
    }

    /// Whether it holds nothing back.
    package var isFree: Bool { writeSize == nil && writeGap == .zero }

    /// Whether input is read at all.
    package var reads: Bool { true }

    /// Something is to be sent where nothing was.
    package mutating func begins(at now: Int64) {}

    package func allowance(of pending: Int, sent: Int64, at now: Int64) -> Allowance {
        now < earliest ? .wait(until: earliest) : .bytes(min(pending, writeSize ?? .max))
    }

    package mutating func sent(_ count: Int, at now: Int64) {
        if writeGap > .zero { earliest = now &+ writeGap.nanoseconds }
    }

    /// How the connection is to end now that so many bytes were sent; nil where it goes on.
    package func ending(sent: Int64) -> (end: Served.End, reset: Bool)? { nil }
}
