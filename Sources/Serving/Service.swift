package import Platform
package import Wire

/// Something that clients can talk to: over streams, datagrams, or both.
package struct Service: Sendable {
    /// As it is typed, and as events call it.
    package let name: String
    /// The port that its RFC gives it.
    package let wellKnownPort: UInt16?
    /// Begins a session for a client of a stream.
    package var session: (@Sendable (Client) -> any Session)?
    /// What is sent for a datagram, at most one datagram; nil for nothing.
    package var answer: (@Sendable (_ datagram: [UInt8], _ time: Timestamp) -> [UInt8]?)?
    /// Whether an answer may be longer than its datagram, so that a forged source could have others flooded.
    package var amplifies = false
    /// Whether sessions may be told things from elsewhere in the server.
    package var hears = false
    /// Bytes handed to each receive call on a stream.
    package var receiveSize = 1 << 16
    /// Bytes handed to each send call on a stream; nil sends what there is.
    package var writeSize: Int?
    /// How long to wait between two send calls.
    package var writeGap = Duration.zero
    package var options: [SocketOption] = []

    package init(
        name: String,
        wellKnownPort: UInt16? = nil,
        session: (@Sendable (Client) -> any Session)? = nil,
        answer: (@Sendable (_ datagram: [UInt8], _ time: Timestamp) -> [UInt8]?)? = nil
    ) {
        self.name = name
        self.wellKnownPort = wellKnownPort
        self.session = session
        self.answer = answer
    }
}

extension Service {
    /// Every service, as it is without options of its own.
    package static let all: [Service] = [
        .echo, .discard, .chargen, .daytime(), .time, .timestamp, .repeating(), .chat(), .doctor(), .http(),
    ]
}
