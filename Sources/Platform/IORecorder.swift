internal import Synchronization
package import Wire

/// Takes the calls that sockets make, in the order in which each connection made them.
package protocol IORecorder: Sendable {
    func record(_ call: IOCall)
}

/// Keeps calls in memory, so that watching costs the watched next to nothing.
package final class MemoryRecorder: IORecorder {
    private let calls = Mutex<[IOCall]>([])

    package init() {}

    package func record(_ call: IOCall) {
        calls.withLock { $0.append(call) }
    }

    package var recorded: [IOCall] {
        calls.withLock { $0 }
    }
}
