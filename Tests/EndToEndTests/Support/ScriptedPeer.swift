import Platform
import Wire

/// A server that does to its one client what a test wants done.
enum ScriptedPeer {
    /// Listens on a free port of 127.0.0.1, hands its one client to `script` on a thread, and calls `body` with its address.
    ///
    /// Without a script the client is left in the queue: connected, and never answered.
    static func run<Value>(
        _ script: (@Sendable (consuming StreamSocket) throws(SystemFailure) -> Void)? = nil,
        while body: (String) async throws -> Value
    ) async throws -> Value {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        if let script {
            try detachThread {
                // A failure shows at the client's side, which is what the test looks at.
                try? script(listener.accept(connection: 1).open(recorder: nil))
            }
        }
        // The queue is there as long as the listener is.
        defer { withExtendedLifetime(listener) {} }
        return try await body(listener.address.description)
    }

    /// An address where nobody listens: that of a listener that is closed again.
    static func nobody() throws -> String {
        try Listener(on: SocketAddress(address: .loopback4, port: 0)).address.description
    }
}

extension StreamSocket {
    /// Reads as many bytes as that, as far as they come.
    mutating func take(_ count: Int) throws(SystemFailure) {
        var taken = 0
        while taken < count {
            var buffer = [UInt8](repeating: 0, count: count - taken)
            let received = try receive(into: &buffer)
            if received == 0 { return }
            taken += received
        }
    }

    mutating func give(_ text: String) throws(SystemFailure) {
        try give(Array(text.utf8))
    }

    mutating func give(_ bytes: [UInt8]) throws(SystemFailure) {
        _ = try send(bytes.span)
    }
}
