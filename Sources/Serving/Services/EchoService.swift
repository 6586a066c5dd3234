extension Service {
    /// Sends back what comes (RFC 862).
    package static let echo = Service(
        name: "echo",
        wellKnownPort: 7,
        session: { _ in EchoSession() },
        answer: { datagram, _ in datagram }
    )
}

private struct EchoSession: Session {
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) { reply.sendInput() }
}
