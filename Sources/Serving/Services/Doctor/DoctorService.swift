package import Wire

extension Service {
    /// A therapist in the manner of Eliza, who answers each message; another one for each client.
    package static func doctor(encoding: TextEncoding = .utf8) -> Service {
        var service = Service(name: "doctor", session: { _ in DoctorSession(encoding: encoding) })
        // Others wait meanwhile.
        service.receiveSize = 4 << 10
        return service
    }
}

private struct DoctorSession: Session {
    /// How many messages are answered before others have their turn.
    private static let answersInTurn = 16

    let encoding: TextEncoding
    private var doctor = Doctor(.english)
    private var messages = MessageCutter()
    private var inputEnded = false

    init(encoding: TextEncoding) { self.encoding = encoding }

    mutating func open(_ reply: inout Reply) { reply.send(DoctorScript.english.greeting + "\n") }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        messages.append(bytes)
        resume(&reply)
    }

    mutating func endOfInput(_ reply: inout Reply) {
        inputEnded = true
        resume(&reply)
    }

    mutating func resume(_ reply: inout Reply) {
        let encoding = encoding
        var doctor = doctor
        reply.answer(&messages, atMost: Self.answersInTurn) { message, reply in
            guard !message.text.isEmpty || message.isEmptyLine else { return }
            let answer = doctor.answer(to: encoding.quotable(message.text))
            reply.send(encoding.lossyBytes(of: answer.text) + [10])
            if answer.isOver { reply.close() }
        }
        self.doctor = doctor
        if inputEnded, messages.isEmpty { reply.close() }
    }
}

extension TextEncoding {
    /// The front of a message in UTF-8; what means no character stands as it would be shown.
    fileprivate func quotable(_ message: [UInt8]) -> [UInt8] {
        var bytes = message
        if bytes.count > Doctor.most {
            bytes = Array(bytes.prefix(Doctor.most))
            // Half a character is none.
            while bytes.last.map({ $0 & 0xc0 == 0x80 }) == true { bytes.removeLast() }
            if bytes.last.map({ $0 >= 0xc0 }) == true { bytes.removeLast() }
        }
        return decoded(bytes).flatMap { piece -> [UInt8] in
            switch piece {
            case .text(let piece): Array(piece.utf8)
            case .byte(let byte): Array(("\\x" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)).utf8)
            }
        }
    }

    /// What is quoted came in this encoding, and the script is ASCII: at most a character in its other case is left out.
    fileprivate func lossyBytes(of text: String) -> [UInt8] {
        if case .success(let bytes) = encoded(text) { return bytes }
        return text.unicodeScalars.flatMap { (try? encoded(String($0)).get()) ?? [] }
    }
}
