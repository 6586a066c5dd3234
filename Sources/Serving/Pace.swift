internal import Platform

/// How what is to be sent is let go: in what pieces, when, and up to where.
///
/// Its waits are drawn from the faults' seed.
package struct Pace: Sendable, Equatable {
    package enum Allowance: Sendable, Equatable {
        /// At most so many bytes, in one call.
        case bytes(Int)
        /// None before this time.
        case wait(until: Int64)
    }

    /// How much time's worth of a rate one call may take, and how far behind it may be caught up.
    private static let slot = Duration.milliseconds(20)

    /// Whether it holds nothing back.
    package let isFree: Bool
    /// Whether input is read at all.
    package let reads: Bool
    /// Whether input is left where it is while an answer waits, so that each request has a delay of its own.
    package let answersOneByOne: Bool
    /// The most bytes of one send call; nil is any number.
    private let writeSize: Int?
    /// How long to wait between two send calls.
    private let writeGap: Duration
    private let faults: Faults
    private var numbers: SeededNumbers
    private var earliest = Int64.min

    package init(
        writeSize: Int? = nil,
        writeGap: Duration = .zero,
        faults: Faults = Faults(),
        connection: Int = 1
    ) {
        self.writeSize = [writeSize, faults.chunk].compactMap(\.self).min()
        self.writeGap = max(writeGap, faults.chunkGap)
        self.faults = faults
        numbers = faults.numbers(of: connection)
        isFree = self.writeSize == nil && self.writeGap == .zero && !faults.holdBack
        reads = !faults.isDeaf
        answersOneByOne = faults.delay != nil
    }

    package var closesHalfClosed: Bool { faults.closesHalfClosed }

    /// What holds for the whole connection.
    package var standing: [Fault] { faults.standing }

    /// An answer is to be sent where nothing was: what is done to it.
    package mutating func begins(at now: Int64) -> Fault? {
        guard let delay = faults.drawDelay(from: &numbers) else { return nil }
        earliest = max(earliest, now &+ delay.nanoseconds)
        return .delay(delay)
    }

    package func allowance(of pending: Int, sent: Int64, at now: Int64) -> Allowance {
        guard now >= earliest else { return .wait(until: earliest) }
        var count = min(pending, writeSize ?? .max)
        if let rate = faults.rate {
            count = min(count, max(1, Int(Double(rate) / 8e9 * Double(Self.slot.nanoseconds))))
        }
        if let ending = faults.ending { count = Int(clamping: min(Int64(count), ending.bytes - sent)) }
        return .bytes(count)
    }

    package mutating func sent(_ count: Int, at now: Int64) {
        let start = max(earliest, now &- Self.slot.nanoseconds)
        if let rate = faults.rate { earliest = start &+ Int64(min(Double(count) * 8e9 / Double(rate), 1e18)) }
        if writeGap > .zero { earliest = max(earliest, now &+ writeGap.nanoseconds) }
    }

    /// How the connection is to end now that so many bytes were sent; nil where it goes on.
    package func ending(sent: Int64) -> Fault? {
        guard let ending = faults.ending, sent >= ending.bytes else { return nil }
        return switch ending {
        case .reset: .reset(after: sent)
        case .close: .close(after: sent)
        }
    }
}
