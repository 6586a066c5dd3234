import Serving
import Synchronization
import Testing
import Wire

/// Conversations without sockets and without a terminal.
@Suite struct ChatTests {
    /// A terminal at which a test types, and what it was shown.
    private final class Terminal: Sendable {
        let shown = Mutex<[String]>([])
        private let questions = Mutex<[@Sendable (SessionMessage) -> Bool]>([])

        @Sendable func ask(_ answer: @escaping @Sendable (SessionMessage) -> Bool) {
            questions.withLock { $0.append(answer) }
        }

        @Sendable func show(_ event: ChatEvent) {
            let text =
                switch event {
                case .waits(let connection, _, let before): "\(connection) waits for \(before)"
                case .joined(let connection, _): "\(connection) is here"
                case .said(let connection, let text): "\(connection): \(String(text))"
                case .left(let connection, _): "\(connection) has left"
                }
            shown.withLock { $0.append(text) }
        }

        var isAsked: Bool { questions.withLock { !$0.isEmpty } }

        /// Whether anybody got it.
        func type(_ message: SessionMessage) -> Bool? {
            questions.withLock { $0.isEmpty ? nil : $0.removeFirst() }?(message)
        }
    }

    /// What is delivered to sessions, until the test hands it over.
    private final class Inbox: Sendable {
        private let messages = Mutex<[SessionMessage]>([])

        @Sendable func post(_ message: SessionMessage) { messages.withLock { $0.append(message) } }

        func take() -> SessionMessage? { messages.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    private static func manner(turns: Bool = false, goodbye: String? = nil) -> ChatManner {
        var manner = ChatManner()
        manner.greeting = Array("welcome".utf8)
        manner.takesTurns = turns
        manner.goodbye = goodbye.map { Array($0.utf8) }
        return manner
    }

    private func host(_ terminal: Terminal) -> ChatHost {
        ChatHost(askTerminal: terminal.ask, observe: terminal.show)
    }

    @Test func `both speak whenever they like, and a line is asked for when the last has left`() throws {
        let terminal = Terminal()
        let inbox = Inbox()
        var talk = Talk(.chat(with: host(terminal), manner: Self.manner()), deliver: inbox.post)
        #expect(String(talk.greeting) == "welcome\n")
        #expect(talk.say("one\ntwo") == "")
        #expect(terminal.type(.bytes(Array("hello".utf8))) == true)
        #expect(!terminal.isAsked)
        #expect(talk.hear(try #require(inbox.take())) == "hello\n")
        #expect(terminal.isAsked)
        #expect(terminal.shown.withLock(\.self) == ["1 is here", "1: one", "1: two"])
        #expect(talk.end == nil)
    }

    @Test func `in turns the client speaks first, and each waits for the other`() throws {
        let terminal = Terminal()
        let inbox = Inbox()
        var talk = Talk(.chat(with: host(terminal), manner: Self.manner(turns: true)), deliver: inbox.post)
        #expect(!terminal.isAsked)
        _ = talk.say("one\n")
        _ = talk.say("out of turn\n")
        #expect(terminal.shown.withLock(\.last) == "1: one")
        #expect(terminal.type(.bytes(Array("two".utf8))) == true)
        #expect(talk.hear(try #require(inbox.take())) == "two\n")
        #expect(terminal.shown.withLock(\.last) == "1: out of turn")
        #expect(terminal.isAsked)
    }

    @Test(arguments: ["\n", "\r\n", "last words\n\n", "Adios\n", " adios \r\n"])
    func `an empty line or the word of parting ends it`(text: String) {
        let terminal = Terminal()
        var talk = Talk(.chat(with: host(terminal), manner: Self.manner(goodbye: "adios")))
        _ = talk.say("hello\n")
        #expect(talk.end == nil)
        _ = talk.say(text)
        #expect(talk.end == .fin)
    }

    @Test func `the end of a line that came before is no empty line`() {
        var talk = Talk(.chat(with: host(Terminal()), manner: Self.manner()))
        for byte in Array("hello\r\nyou\n".utf8) { _ = talk.say([byte]) }
        #expect(talk.end == nil)
        _ = talk.say([10])
        #expect(talk.end == .fin)
    }

    @Test(arguments: [SessionMessage.end, .bytes([]), .bytes(Array("adios".utf8))])
    func `the terminal ends it likewise`(message: SessionMessage) throws {
        let terminal = Terminal()
        let inbox = Inbox()
        var talk = Talk(.chat(with: host(terminal), manner: Self.manner(goodbye: "adios")), deliver: inbox.post)
        #expect(terminal.type(message) == true)
        _ = talk.hear(try #require(inbox.take()))
        #expect(talk.end == .fin)
    }

    @Test func `others wait, are told so, and have their turn when the first has left`() throws {
        let terminal = Terminal()
        let host = host(terminal)
        let inbox = Inbox()
        var first: Talk? = Talk(.chat(with: host, manner: Self.manner()), connection: 1)
        var second = Talk(.chat(with: host, manner: Self.manner()), connection: 2, deliver: inbox.post)
        #expect(String(second.greeting).contains("1 before you"))
        #expect(second.say("early\n") == "")
        _ = first?.say("mine\n")
        // However its connection ends, its session is dropped.
        first = nil
        #expect(second.hear(try #require(inbox.take())) == "welcome\n")
        let shown = ["1 is here", "2 waits for 1", "1: mine", "1 has left", "2 is here", "2: early"]
        #expect(terminal.shown.withLock(\.self) == shown)
        // It was asked for the first; what is typed now is for the second.
        #expect(terminal.type(.bytes([65])) == true)
        #expect(inbox.take() == .bytes([65]))
    }

    @Test func `what is typed when nobody is there is not kept for the next`() {
        let terminal = Terminal()
        let host = host(terminal)
        do { _ = Talk(.chat(with: host, manner: Self.manner())) }
        #expect(terminal.type(.bytes([65])) == false)
        let inbox = Inbox()
        _ = Talk(.chat(with: host, manner: Self.manner()), deliver: inbox.post)
        #expect(inbox.take() == nil)
    }

    @Test func `who comes when nothing will be typed any more is greeted and parted from`() {
        let terminal = Terminal()
        let host = host(terminal)
        do {
            let first = Talk(.chat(with: host, manner: Self.manner()), connection: 1)
            #expect(terminal.type(.end) == true)
            withExtendedLifetime(first) {}
        }
        let inbox = Inbox()
        let second = Talk(.chat(with: host, manner: Self.manner()), connection: 2, deliver: inbox.post)
        #expect(String(second.greeting) == "welcome\n")
        #expect(second.end == .fin)
        // Said within the session's own turn, where a model may deliver at once.
        #expect(inbox.take() == nil)
    }

    @Test func `who has parted has left, also while its connection is still there`() {
        let terminal = Terminal()
        var talk = Talk(.chat(with: host(terminal), manner: Self.manner()))
        _ = talk.say("\n")
        #expect(talk.end == .fin)
        #expect(terminal.shown.withLock(\.last) == "1 has left")
    }

    @Test func `who floods a conversation out of turn is closed`() {
        var talk = Talk(.chat(with: host(Terminal()), manner: Self.manner(turns: true)))
        _ = talk.say("one\n")
        _ = talk.say([UInt8](repeating: 65, count: 65_537))
        #expect(talk.end == .limit)
    }

    @Test func `in a room all hear each other, but nobody himself`() throws {
        let room = ChatRoom()
        let (one, two) = (Inbox(), Inbox())
        var first = Talk(.chat(in: room), connection: 1, deliver: one.post)
        var second: Talk? = Talk(.chat(in: room), connection: 2, deliver: two.post)
        #expect(String(first.greeting) == "* you are guest 1; others here: 0\n")
        #expect((second?.greeting).map { String($0) } == "* you are guest 2; others here: 1\n")
        #expect(first.hear(try #require(one.take())) == "* guest 2 is here\n")
        #expect(first.say("hello\n") == "")
        #expect(one.take() == nil)
        #expect(second?.hear(try #require(two.take())) == "guest 1: hello\n")
        second = nil
        #expect(first.hear(try #require(one.take())) == "* guest 2 has left\n")
        _ = first.say("\n")
        #expect(first.end == .fin)
    }

    @Test func `a guest who does not listen costs bounded memory, and is told what was missed`() throws {
        let room = ChatRoom()
        let inbox = Inbox()
        var slow = Talk(.chat(in: room), connection: 1, deliver: inbox.post)
        var fast = Talk(.chat(in: room), connection: 2)
        for number in 0..<10_000 { _ = fast.say("line number \(number)\n") }
        let message = try #require(inbox.take())
        #expect(inbox.take() == nil)
        let heard = slow.hear(message)
        #expect(heard.utf8.count < 70_000)
        #expect(heard.contains("guest 2: line number 0\n"))
        #expect(heard.contains(/\* \d+ more lines came faster than you read\n/))
    }
}
