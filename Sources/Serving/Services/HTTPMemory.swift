internal import Synchronization

/// What large requests and answers may take together, beside a share that each client has of its own: clients that read nothing
/// cannot have the memory of them all.
final class HTTPMemory: Sendable {
    /// What one client has of it until it gives it back, at its end at the latest.
    final class Claim: Sendable {
        private let memory: HTTPMemory
        private let taken = Mutex(0)

        init(_ memory: HTTPMemory) { self.memory = memory }

        deinit { set(0) }

        /// Has memory for so many bytes from here on; false where there is not as much, and what it had stays.
        @discardableResult
        func set(_ bytes: Int) -> Bool {
            let wanted = max(0, bytes - HTTPMemory.share)
            return taken.withLock { taken in
                guard wanted != taken else { return true }
                guard memory.take(wanted - taken) else { return false }
                taken = wanted
                return true
            }
        }

        var isHeld: Bool { taken.withLock { $0 > 0 } }
    }

    /// What a client has anyway.
    private static let share = 64 << 10
    private let left = Mutex(8 << 20)

    private func take(_ bytes: Int) -> Bool {
        left.withLock { left in
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
    }
}
