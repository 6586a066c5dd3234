internal import Platform
internal import Wire

extension Service {
    /// Sends each message back behind the local date and time: `[Thu Nov 20 23:20:11 2026] data`.
    ///
    /// A message is a line, or what a read leaves of one; or a datagram.
    package static let timestamp: Service = {
        var service = Service(
            name: "timestamp",
            session: { _ in TimestampSession() },
            answer: { datagram, time in Array((stamp(time) + datagram).prefix(largestDatagram)) }
        )
        service.amplifies = true
        return service
    }()

    /// What a datagram holds over IPv4.
    private static let largestDatagram = 65_507
}

private func stamp(_ time: Timestamp) -> [UInt8] { Array("[\(Clock.calendarText(at: time))] ".utf8) }

private struct TimestampSession: Session {
    private var messages = MessageCutter()
    /// Nothing more comes; what came is still answered.
    private var inputEnded = false

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        messages.append(bytes)
        resume(&reply)
    }

    mutating func endOfInput(_ reply: inout Reply) {
        inputEnded = true
        resume(&reply)
    }

    mutating func resume(_ reply: inout Reply) {
        let stamp = stamp(reply.time)
        reply.answer(&messages) { message, reply in
            // What only ends the line before is no message.
            if !message.text.isEmpty || message.isEmptyLine { reply.send(stamp) }
            reply.send(message.text + message.end)
        }
        if inputEnded, messages.isEmpty { reply.close() }
    }
}
