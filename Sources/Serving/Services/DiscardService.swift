extension Service {
    /// Throws away what comes, and never answers (RFC 863).
    package static let discard = Service(
        name: "discard",
        wellKnownPort: 9,
        session: { _ in DiscardSession() },
        answer: { _, _ in nil }
    )
}

private struct DiscardSession: Session {
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {}
}
