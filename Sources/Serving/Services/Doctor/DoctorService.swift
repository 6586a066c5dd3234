package import Wire

extension Service {
    /// A therapist in the manner of Eliza, who answers each message; another one for each client.
    package static func doctor(encoding: TextEncoding = .utf8) -> Service {
        Service(name: "doctor", session: { _ in DoctorSession(encoding: encoding) })
    }
}

private struct DoctorSession: Session {
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
        reply.answer(&messages) { message, reply in
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
    /// Text in which what means no character stands as it would be shown.
    fileprivate func quotable(_ bytes: [UInt8]) -> String {
        decoded(bytes).reduce(into: "") { text, piece in
            switch piece {
            case .text(let piece): text += piece
            case .byte(let byte): text += "\\x" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
    }

    /// What is quoted came in this encoding, and the script is ASCII: at most a character in its other case is left out.
    fileprivate func lossyBytes(of text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { (try? encoded(String($0)).get()) ?? [] }
    }
}
