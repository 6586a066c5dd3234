internal import Wire

extension Service {
    /// Sends the seconds since 1900 in four bytes (RFC 868).
    package static let time: Service = {
        var service = Service(
            name: "time",
            wellKnownPort: 37,
            session: { _ in OneAnswerSession(TimeProtocol.bytes) },
            answer: { _, time in TimeProtocol.bytes(at: time) }
        )
        service.amplifies = true
        return service
    }()
}
