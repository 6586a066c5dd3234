internal import Platform
package import Wire

/// Answers on their way through faults: which are left, with how many bytes, and when they leave.
package struct FaultyPath: Sendable {
    package struct Departure: Sendable, Equatable {
        package let bytes: [UInt8]
        package let remote: SocketName
        package let due: Int64
    }

    /// How long an answer that is to leave behind the next one waits for it.
    private static let longestHold: Int64 = 100_000_000
    /// What is under way takes bounded memory; more is lost.
    private static let capacity = 1024

    private let faults: DatagramFaults
    private var state: UInt64
    private var held: Departure?
    /// By the time at which they leave.
    private var departures: [Departure] = []

    package init(_ faults: DatagramFaults) {
        self.faults = faults
        state = faults.seed
    }

    /// When the next answer leaves.
    package var due: Int64? {
        [departures.first?.due, held?.due].compactMap(\.self).min()
    }

    /// Says what is done to an answer, which leaves by `take`.
    package mutating func send(_ answer: [UInt8], to remote: SocketName, at now: Int64) -> [DatagramFaults.Fault] {
        // All are drawn for each answer, so that one fault's chances do not move another's.
        let (loses, doubles, swaps) = (draw() < faults.loss, draw() < faults.duplicate, draw() < faults.reorder)
        let spread = draw() * 2 - 1
        if loses || departures.count >= Self.capacity { return [.loss] }

        var done: [DatagramFaults.Fault] = []
        var bytes = answer
        if let most = faults.truncate, bytes.count > most {
            bytes = Array(bytes.prefix(most))
            done.append(.truncate)
        }
        let wait = Double(faults.delay.nanoseconds) + spread * Double(faults.jitter.nanoseconds)
        let due = now &+ Int64(max(0, wait))
        if wait > 0 { done.append(.delay) }
        if doubles {
            insert(Departure(bytes: bytes, remote: remote, due: due))
            done.append(.duplicate)
        }
        if swaps && held == nil {
            held = Departure(bytes: bytes, remote: remote, due: due &+ Self.longestHold)
            done.append(.reorder)
        } else {
            insert(Departure(bytes: bytes, remote: remote, due: due))
            if let earlier = held {
                insert(Departure(bytes: earlier.bytes, remote: earlier.remote, due: due))
                held = nil
            }
        }
        return done
    }

    /// The answers that leave now.
    package mutating func take(at now: Int64) -> [Departure] {
        if let late = held, late.due <= now {
            insert(late)
            held = nil
        }
        let count = departures.firstIndex { $0.due > now } ?? departures.count
        defer { departures.removeFirst(count) }
        return Array(departures.prefix(count))
    }

    /// Behind those that leave at the same time.
    private mutating func insert(_ departure: Departure) {
        let place = departures.lastIndex { $0.due <= departure.due }.map { $0 + 1 } ?? 0
        departures.insert(departure, at: place)
    }

    /// From 0 up to 1, by the generator SplitMix64.
    private mutating func draw() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
    }
}
