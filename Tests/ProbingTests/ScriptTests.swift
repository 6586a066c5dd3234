import Testing
import Wire

@testable import Probing

/// What a server says first, and dialogues with it, as bytes in and verdicts out.
@Suite struct ScriptTests {
    private static func talk(_ text: String) throws -> Talk { try Talk(.banner(try Script(text: text))) }

    private static func ready(_ name: String) throws -> Talk {
        var talk = try Talk(.banner(try #require(try Script.ready(name))))
        talk.ask()
        return talk
    }

    // MARK: Files

    @Test func `a file is steps, comments and empty lines`() throws {
        let dialogue = try Script(text: "# mail\n\n  expect ^220 #\r\nexpect-bytes 0d 0A\nsend a b\\r\\n\\x00\n")
        #expect(
            dialogue.steps == [
                .expect(try LinePattern("^220 #")), .expectBytes([13, 10]), .send(Array("a b\r\n\0".utf8)),
            ]
        )
    }

    @Test(
        arguments: [
            ("expect a\nsay b", 2, .word("say")), ("send \\q", 1, .escape), ("expect-bytes 0", 1, .hexadecimal),
            ("\n\nexpect", 3, .nothing), ("send", 1, .nothing), ("expect a(", 1, .pattern("expected ')'", place: 2)),
            ("# nothing\n", nil, .empty),
        ] as [(String, Int?, ScriptFault.Reason)]
    )
    func `what is no step is named with its line`(text: String, line: Int?, reason: ScriptFault.Reason) {
        #expect(throws: ScriptFault(line: line, reason: reason)) { try Script(text: text) }
    }

    @Test func `every dialogue that is ready can be read, and has its port`() throws {
        for name in Script.readyNames {
            #expect(try Script.ready(name)?.wellKnownPort != nil, "\(name)")
        }
        #expect(try Script.ready("gopher") == nil)
    }

    // MARK: Banners

    @Test(arguments: [1, 2, 100]) func `a banner is what comes until a pause`(cut: Int) throws {
        var talk = try Talk(.banner())
        talk.ask()
        let banner = Array("SSH-2.0-x\r\nlogin: ".utf8)
        for start in stride(from: 0, to: banner.count, by: cut) {
            talk.receive(Array(banner[start..<min(banner.count, start + cut)]))
            #expect(talk.last.quiet == .milliseconds(300))
        }
        #expect(talk.answers.isEmpty)
        talk.pause()
        #expect(talk.outcomes == [.replied])
        #expect(talk.facts == [.text(banner)])
    }

    @Test func `a server that closes has said all of its banner, and one that said nothing has not answered`() throws {
        var talk = try Talk(.banner())
        talk.ask()
        talk.receive("hello")
        talk.end()
        #expect(talk.outcomes == [.replied])
        talk = try Talk(.banner())
        talk.ask()
        talk.end()
        talk.pause()
        #expect(talk.answers.isEmpty)
        #expect(Probe.banner().silence(.tcp) == .silent)
        #expect(Probe.banner(try Script(text: "expect a")).silence(.tcp) == .timedOut)
    }

    @Test func `of a banner without end only the front is kept`() throws {
        var talk = try Talk(.banner())
        talk.ask()
        for _ in 0..<100 { talk.receive([UInt8](repeating: 65, count: 1_000)) }
        talk.pause()
        #expect(talk.facts == [.text([UInt8](repeating: 65, count: 16 << 10))])
    }

    // MARK: Steps

    @Test(arguments: [1, 3, 1_000]) func `a mail server is greeted and taken leave of`(cut: Int) throws {
        var talk = try Self.ready("smtp")
        for (answer, said) in [
            ("220-mail\r\n220 ready\r\n", "EHLO netlab.invalid\r\n"), ("250-mail\r\n250 SIZE\r\n", "QUIT\r\n"),
            ("221 bye\r\n", ""),
        ] {
            talk.sent = []
            let bytes = Array(answer.utf8)
            for start in stride(from: 0, to: bytes.count, by: cut) {
                talk.receive(Array(bytes[start..<min(bytes.count, start + cut)]))
            }
            #expect(talk.said == said)
        }
        #expect(talk.outcomes == [.replied])
        #expect(
            talk.facts == [
                .text(Array("220-mail\r\n220 ready\r\n".utf8)), .said(Array("EHLO netlab.invalid\r\n".utf8)),
                .text(Array("250-mail\r\n250 SIZE\r\n".utf8)), .said(Array("QUIT\r\n".utf8)),
                .text(Array("221 bye\r\n".utf8)),
            ]
        )
    }

    @Test(arguments: [
        ("ftp", ["220 ftp\r\n", "221 bye\r\n"]), ("pop3", ["+OK\r\n", "+OK\r\n"]),
        ("imap", ["* OK [CAPABILITY] x\r\n", "* BYE\r\na OK\r\n"]), ("ssh", ["a notice\r\nSSH-2.0-x\r\n"]),
    ])
    func `what a server of the kind says is what is expected`(name: String, answers: [String]) throws {
        var talk = try Self.ready(name)
        for answer in answers {
            #expect(talk.answers.isEmpty)
            talk.receive(answer)
        }
        #expect(talk.outcomes == [.replied])
    }

    @Test(arguments: [
        // RFC 5321 section 4.2.1, as Postfix' postscreen greets.
        ("smtp", "220-mail.example ESMTP\r\n", "220 mail.example ESMTP\r\n"), ("smtp", "220", " mail.example\r\n"),
        // RFC 959 section 4.2: any text up to the code with a space; and 120 before 220.
        ("ftp", "220-Welcome\r\n  331 users\r\n500 and more\r\n", "220 ready\r\n"),
        ("ftp", "120 in 2 minutes\r\n", "220 ready\r\n"), ("pop3", "+", "OK ready\r\n"),
        ("imap", "* O", "K ready\r\n"), ("ssh", "a notice\r\n", "SSH-2.0-x\r\n"), ("ssh", "SSH-2", ".0-x\r\n"),
    ])
    func `what a protocol calls unfinished is waited for`(name: String, first: String, rest: String) throws {
        var talk = try Self.ready(name)
        talk.receive(first)
        talk.pause()
        #expect((talk.answers.isEmpty, talk.sent.isEmpty) == (true, true))
        talk.receive(rest)
        #expect(!talk.sent.isEmpty || talk.outcomes == [.replied])
    }

    @Test func `an answer of many lines is waited for in a dialogue of one's own as well, up to its last line`() throws
    {
        var talk = try Self.talk("expect ^220 \nsend QUIT\\r\\n\nexpect ^221 ")
        talk.ask()
        talk.receive("220-a\r\n")
        talk.pause()
        #expect(talk.answers.isEmpty)
        talk.receive("554 no\r\n")
        talk.pause()
        #expect(talk.outcomes == [.unexpected])
        // The leave of IMAP has lines before the one with its tag; the greeting has not.
        talk = try Self.ready("imap")
        talk.receive("* OK\r\n")
        talk.receive("* BYE\r\n")
        talk.pause()
        #expect(talk.answers.isEmpty)
        talk.receive("a OK\r\n")
        #expect(talk.outcomes == [.replied])
        talk = try Self.ready("imap")
        talk.receive("* BYE overloaded\r\n")
        talk.pause()
        #expect(talk.outcomes == [.unexpected])
    }

    @Test func `a step that is not met is named, with what came`() throws {
        for ends in [true, false] {
            var talk = try Self.ready("smtp")
            talk.receive("554 go away\r\n")
            #expect(talk.answers.isEmpty)
            if ends { talk.end() } else { talk.pause() }
            #expect(talk.outcomes == [.unexpected])
            #expect(
                talk.facts == [
                    .text(Array("554 go away\r\n".utf8)), .step(number: 1, count: 5, expected: "/^220( |$)/"),
                ]
            )
        }
    }

    @Test func `a server that leaves before it has said anything else closed early`() throws {
        var talk = try Self.ready("smtp")
        talk.receive("220 ready\r\n")
        talk.end()
        #expect(talk.answers.isEmpty)
        #expect(talk.conversation.progress.last == .step(number: 3, count: 5, expected: "/^250( |$)/"))
    }

    @Test func `a prompt without a line's end is matched at the pause`() throws {
        var talk = try Self.talk("expect ^login: $\nsend me\\n")
        talk.ask()
        talk.receive("login: ")
        #expect(talk.sent.isEmpty)
        talk.pause()
        #expect(talk.said == "me\n")
        talk.receive("Password:")
        talk.pause()
        #expect(talk.outcomes == [.replied])
    }

    @Test func `bytes have to come next, each of them`() throws {
        var talk = try Self.talk("expect-bytes 00ff0d")
        talk.ask()
        talk.receive([0])
        talk.pause()
        talk.receive([0xff])
        #expect(talk.answers.isEmpty)
        talk.receive([13, 7])
        #expect(talk.outcomes == [.replied])
        talk = try Self.talk("expect-bytes 00ff0d")
        talk.ask()
        talk.receive([0, 0xfe])
        #expect(talk.outcomes == [.unexpected])
        #expect(talk.facts.last == .step(number: 1, count: 1, expected: "00ff0d"))
    }

    @Test func `a line is no longer than 4 KiB, and need not be text`() throws {
        var talk = try Self.talk("expect b")
        talk.ask()
        talk.receive([UInt8](repeating: 0xff, count: 5_000))
        talk.pause()
        #expect(talk.outcomes == [.unexpected])
        #expect(try LinePattern("^a{3}$").matches(Array("aaa".utf8)) == true)
    }

    @Test(.timeLimit(.minutes(1))) func `a pattern that takes years is given up, once`() throws {
        let pattern = try LinePattern("^(a+)+$")
        let line = [UInt8](repeating: 97, count: 40) + [33]
        for _ in 0..<100 { #expect(pattern.matches(line) == nil) }
    }

    // MARK: Telnet

    @Test(arguments: [1, 2, 100]) func `telnet's options are refused, and its commands are no text`(cut: Int) throws {
        var talk = try Self.ready("telnet")
        // DO 24, WILL 1, WONT 3, DONT 31, SB 24 SEND SE, GA, IAC IAC.
        let bytes: [UInt8] =
            [255, 253, 24, 255, 251, 1, 255, 252, 3, 255, 254, 31, 255, 250, 24, 1, 255, 240, 255, 249]
            + Array("hi".utf8) + [255, 255] + Array("> ".utf8)
        for start in stride(from: 0, to: bytes.count, by: cut) {
            talk.receive(Array(bytes[start..<min(bytes.count, start + cut)]))
        }
        #expect(Array(talk.sent.joined()) == [255, 252, 24, 255, 254, 1])
        talk.pause()
        #expect(talk.facts == [.text(Array("hi".utf8) + [255] + Array("> ".utf8))])
    }

    @Test func `options alone are nothing that was said`() throws {
        var talk = try Self.ready("telnet")
        talk.receive([255, 253, 24])
        #expect(talk.last.quiet == nil)
        talk.end()
        #expect(talk.answers.isEmpty)
    }
}
