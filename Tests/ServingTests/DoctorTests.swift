import Serving
import Testing
import Wire

@Suite struct DoctorTests {
    private static func doctor() -> Talk { Talk(.doctor()) }

    @Test func `it greets, answers each message with a line, and parts`() {
        var talk = Self.doctor()
        #expect(String(talk.greeting).hasSuffix("?\n"))
        #expect(talk.say("well\n").hasSuffix("\n"))
        #expect(talk.say("well\nwell\n").split(separator: "\n").count == 2)
        #expect(talk.say("bye\n").hasPrefix("Goodbye"))
        #expect(talk.end == .fin)
    }

    @Test(arguments: ["I am very tired", "I am very tired\n", "I am very tired.\r\n", "i'm very tired!"])
    func `line ends, case and contractions do not matter`(message: String) {
        var talk = Self.doctor()
        #expect(talk.say(message) == "It is hard to be tired. When did it begin?\n")
    }

    @Test func `what comes back has its persons exchanged`() {
        var talk = Self.doctor()
        #expect(talk.say("I want to see my brother\n") == "How do you get on with your brother?\n")
        #expect(talk.say("I believe that I lost my keys\n").contains("your keys"))
        #expect(talk.say("You annoy me\n") == "When did I first annoy you?\n")
        #expect(talk.say("Are you fond of me?\n") == "What would it tell you if I were fond of you?\n")
    }

    @Test func `the word of the highest rank decides, wherever it stands`() {
        var talk = Self.doctor()
        // 'my' has 2, 'dream' 4, 'computer' 50.
        #expect(talk.say("I had a dream about my computer\n").contains("machines"))
        #expect(talk.say("no, I had a dream of my house\n") == "What stays with you of that dream?\n")
    }

    @Test func `answers to one pattern take turns`() {
        var talk = Self.doctor()
        let answers = (0..<4).map { _ in talk.say("perhaps\n") }
        #expect(answers[0] != answers[1])
        #expect(answers[0] == answers[2])
        #expect(answers[1] == answers[3])
    }

    @Test func `a word may leave it to another, and goes on with that one's turns`() {
        var talk = Self.doctor()
        let answers = ["what\n", "who\n", "when\n", "how\n"].map { talk.say($0) }
        #expect(Set(answers).count == 4)
        #expect(talk.say("where\n") == answers[0])
    }

    @Test func `what was said is come back to where nothing is known`() {
        var talk = Self.doctor()
        _ = talk.say("My garden is dry\n")
        #expect(talk.say("Grass\n") == "A while ago it was your garden is dry. Is that settled?\n")
        #expect(!talk.say("Grass\n").contains("garden"))
    }

    @Test func `the same messages have the same answers, and nobody hears of another's`() {
        let messages = ["My secret is safe\n", "hm\n", "I am sad\n", "hm\n", "perhaps\n", "\n"]
        var first = Self.doctor()
        let answers = messages.map { first.say($0) }
        var second = Self.doctor()
        #expect(!second.say("hm\n").contains("secret"))
        var third = Self.doctor()
        #expect(messages.map { third.say($0) } == answers)
    }

    @Test func `clients in turns get what they would get alone`() {
        let messages = (0..<20).map { "I remember day \($0)\n" } + ["my cat\n", "x\n", "my dog\n", "y\n"]
        var alone = Self.doctor()
        let answers = messages.map { alone.say($0) }
        var one = Self.doctor()
        var other = Self.doctor()
        for (message, answer) in zip(messages, answers) {
            #expect(one.say(message) == answer)
            #expect(other.say(message) == answer)
        }
    }

    @Test func `what is no text in the encoding is quoted escaped`() {
        var talk = Talk(.doctor(encoding: .ascii))
        #expect(String(talk.say(Array("I am caf".utf8) + [0xe9, 10])).contains(#"caf\xe9"#))
        var latin = Talk(.doctor(encoding: .latin1))
        #expect(latin.say(Array("I am caf".utf8) + [0xe9, 10]).contains(0xe9))
        var utf8 = Self.doctor()
        #expect(utf8.say("I am café\n").contains("café"))
    }

    @Test func `any bytes have an answer, in bounded time and memory`() {
        var talk = Self.doctor()
        #expect(talk.say([UInt8](repeating: 0xff, count: 1 << 16)).count < 1 << 16)
        let long = String(repeating: "i am you are i don't my ", count: 3_000) + "\n"
        #expect(talk.say(long).utf8.count < 2_000)
        var flooding = Self.doctor()
        flooding.send([UInt8](repeating: 10, count: 1 << 16))
        #expect(flooding.wantsInput == false)
        #expect(flooding.pendingCount <= Exchange.pendingLimit)
    }

    @Test func `the time that a message takes grows with its length and no faster`() {
        func time(_ words: Int) -> Duration {
            let message = Array((String(repeating: "i am ", count: words / 2) + "\n").utf8)
            return (0..<5).map { _ in
                var talk = Self.doctor()
                let start = ContinuousClock.now
                for _ in 0..<20 { _ = talk.say(message) }
                return ContinuousClock.now - start
            }.min() ?? .zero
        }
        let (half, whole) = (time(100), time(200))
        #expect(whole < half * 3)
    }

    @Test func `others have their turn before many messages are answered`() {
        var talk = Self.doctor()
        talk.send(Array(String(repeating: "no\n", count: 1_000).utf8))
        #expect(talk.pendingCount < 16 * 100)
        #expect(talk.wantsInput == false)
        #expect(talk.read(most: .max).count { $0 == 10 } == 1_000)
    }
}
