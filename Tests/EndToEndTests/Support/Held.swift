import Synchronization

// A visitor is used by one thread, then held by the test, which only closes it.
final class Held: @unchecked Sendable {
    private let visitor: Visitor

    init(_ visitor: Visitor) { self.visitor = visitor }

    func close() { visitor.close() }
}

/// A visitor that outlives the server.
final class HeldLater: Sendable {
    private let held = Mutex<Held?>(nil)

    func hold(_ visitor: Held) { held.withLock { $0 = visitor } }

    func close() { held.withLock { $0?.close() } }
}
