extension Script {
    /// Polite dialogues with what is behind well-known ports, by their names.
    ///
    /// A server may say something of its own before the line that is expected: a continued greeting, or what RFC 4253 section 4.2
    /// allows before the identification of ssh.
    private static let texts: [String: String] = [
        // RFC 5321.
        "smtp": #"""
        expect ^220( |$)
        send EHLO netlab.invalid\r\n
        expect ^250( |$)
        send QUIT\r\n
        expect ^221( |$)
        """#,
        // RFC 959.
        "ftp": #"""
        expect ^220( |$)
        send QUIT\r\n
        expect ^221( |$)
        """#,
        // RFC 1939.
        "pop3": #"""
        expect ^\+OK
        send QUIT\r\n
        expect ^\+OK
        """#,
        // RFC 9051.
        "imap": #"""
        expect ^\* (OK|PREAUTH)
        send a LOGOUT\r\n
        expect ^a OK
        """#,
        // RFC 4253; 1.99 is a server that speaks version 1 too.
        "ssh": #"expect ^SSH-(2\.0|1\.99)-"#,
        // RFC 854: what is said before the login, with every option refused.
        "telnet": "",
    ]

    private static let ports: [String: UInt16] = [
        "smtp": 25, "ftp": 21, "pop3": 110, "imap": 143, "ssh": 22, "telnet": 23,
    ]

    private static let answers: [String: AnswerForm] = [
        "smtp": .codes, "ftp": .codeAndText, "pop3": .line, "imap": .tagged, "ssh": .identification,
    ]

    package static var readyNames: [String] { texts.keys.sorted() }

    /// Nil where there is none of that name.
    package static func ready(_ name: String) throws(ScriptFault) -> Script? {
        guard let text = texts[name] else { return nil }
        var dialogue = text.isEmpty ? Script() : try Script(text: text)
        dialogue.wellKnownPort = ports[name]
        dialogue.answers = answers[name] ?? .unknown
        dialogue.isTelnet = name == "telnet"
        return dialogue
    }
}
