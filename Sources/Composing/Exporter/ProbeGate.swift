internal import Platform
internal import Synchronization

/// Lets so many probes run at once; others wait in their order, while connections that ask for nothing wait for nobody.
final class ProbeGate: Sendable {
    private struct State {
        var free: Int
        var waiting: [Mailbox<Void>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// Waits for a turn, which `leave` ends; false where there is none within `limit`.
    func enter(within limit: Duration) throws(SystemFailure) -> Bool {
        let turn = try Mailbox<Void>()
        let isFree = state.withLock { state in
            if state.free > 0 {
                state.free -= 1
                return true
            }
            state.waiting.append(turn)
            return false
        }
        if isFree { return true }
        let none: StopSignals? = nil
        let came = (try? turn.take(or: none, timeout: limit))?.isEmpty == false
        // A turn may have come after the time was up.
        let isLate = state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0 === turn }) else { return false }
            state.waiting.remove(at: place)
            return true
        }
        return came || !isLate
    }

    func leave() {
        state.withLock { state in
            if state.waiting.isEmpty { state.free += 1 } else { state.waiting.removeFirst().post(()) }
        }
    }
}
