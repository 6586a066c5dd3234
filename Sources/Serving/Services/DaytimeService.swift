internal import Platform
internal import Wire

extension Service {
    /// Sends the local date and time as ctime(3) writes it, and a second line where there is a greeting (RFC 867).
    package static func daytime(greeting: String? = nil) -> Service {
        let text: @Sendable (Timestamp) -> String = { time in
            Clock.calendarText(at: time) + "\r\n" + (greeting.map { $0 + "\r\n" } ?? "")
        }
        var service = Service(
            name: "daytime",
            wellKnownPort: 13,
            session: { _ in OneAnswerSession { Array(text($0).utf8) } },
            answer: { _, time in Array(text(time).utf8) }
        )
        service.amplifies = true
        return service
    }
}
