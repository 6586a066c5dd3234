/// What goes wrong with answers on purpose, each with a probability from 0 to 1.
package struct DatagramFaults: Sendable, Equatable {
    /// What was done to an answer.
    package enum Fault: String, Sendable, CaseIterable {
        case loss, duplicate, reorder, truncate, delay
    }

    package var loss = 0.0
    package var duplicate = 0.0
    /// An answer leaves behind the next one.
    package var reorder = 0.0
    /// The most bytes that are left of an answer.
    package var truncate: Int?
    package var delay = Duration.zero
    /// How far the delay may be from `delay`, in either direction.
    package var jitter = Duration.zero
    /// The same seed does the same to the same answers.
    package var seed: UInt64 = 0

    package init() {}

    /// Whether there is anything that the seed decides.
    package var areRandom: Bool { loss > 0 || duplicate > 0 || reorder > 0 || jitter > .zero }

    package var areNone: Bool {
        loss <= 0 && duplicate <= 0 && reorder <= 0 && truncate == nil && delay <= .zero && jitter <= .zero
    }
}
