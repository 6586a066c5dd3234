package import Wire

/// What a service does with one client: bytes in, bytes out, close.
///
/// It knows no socket, and every model drives it alike.
///
/// Each method is told of one thing that happened, and says in `reply` what is to be done for it.
package protocol Session: Sendable {
    /// The client is connected.
    mutating func open(_ reply: inout Reply)
    /// Bytes came, 1 or more, cut wherever the transport cut them.
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply)
    /// The client sends no more (its FIN); it may still read.
    mutating func endOfInput(_ reply: inout Reply)
    /// All that was said has left, and the last reply had `hasMore`.
    mutating func resume(_ reply: inout Reply)
    /// Something came from elsewhere in the server: its terminal, or another client.
    mutating func hear(_ message: SessionMessage, _ reply: inout Reply)
}

extension Session {
    package mutating func open(_ reply: inout Reply) {}
    package mutating func endOfInput(_ reply: inout Reply) { reply.close() }
    package mutating func resume(_ reply: inout Reply) {}
    package mutating func hear(_ message: SessionMessage, _ reply: inout Reply) {}
}

/// What reaches a session from elsewhere in the server.
package enum SessionMessage: Sendable, Equatable {
    case bytes([UInt8])
    /// It is this client's turn.
    case turn
    /// Whoever spoke has left.
    case end
}

/// A client, as a service gets to know it.
package struct Client: Sendable {
    /// Its number within this server, from 1.
    package let connection: Int
    package let local: SocketName
    package let remote: SocketName
    /// Brings a message to this client's session from whatever thread; after its end it is dropped.
    package let deliver: @Sendable (SessionMessage) -> Void

    package init(
        connection: Int,
        local: SocketName,
        remote: SocketName,
        deliver: @escaping @Sendable (SessionMessage) -> Void = { _ in }
    ) {
        self.connection = connection
        self.local = local
        self.remote = remote
        self.deliver = deliver
    }
}

/// What a session says to one event.
package struct Reply: Sendable {
    /// The wall clock's time of the event.
    package let time: Timestamp
    /// What is sent, in its order; after the input where that goes back too.
    package private(set) var bytes: [UInt8] = []
    /// The bytes that came are sent as they are, without being copied into `bytes`.
    package private(set) var returnsInput = false
    /// The session has more to say, and is asked for it by `resume` once this has left: memory stays bounded.
    package var hasMore = false
    /// No input is read until this has left, because there is still some to be answered; it goes with `hasMore`.
    package var holdsInput = false
    package private(set) var ending: Served.End?

    package init(at time: Timestamp) {
        self.time = time
    }

    package mutating func send(_ bytes: some Collection<UInt8>) { self.bytes += bytes }

    /// The same; what is sent alone is not copied.
    package mutating func send(_ bytes: [UInt8]) {
        if self.bytes.isEmpty { self.bytes = bytes } else { self.bytes += bytes }
    }

    package mutating func send(_ text: String) { bytes += text.utf8 }

    /// Sends what came; before anything else that this reply sends.
    package mutating func sendInput() { returnsInput = true }

    /// The conversation is over once what was said has left.
    package mutating func close(_ end: Served.End = .fin) { ending = ending ?? end }
}
