import Platform
import Resolving
import Synchronization
import TestSupport
import Testing
import Wire

/// The client against servers of the test, which answer well or badly.
@Suite struct DNSClientTests {
    @Test func `an answer is handed over with its server and what it took`() throws {
        let server = try FakeNameServer { $0.answer { $0.answers = [.address(1), .address(2)] } }
        let lookup = try ask(server)
        #expect(lookup.outcome == .answered)
        #expect(lookup.message?.answers.map(\.address) == [.v4(1), .v4(2)])
        #expect(lookup.best.server == server.end && lookup.best.transport == .udp)
        #expect(lookup.queries == 1 && lookup.ignored == 0 && lookup.failed.isEmpty)
        #expect(lookup.duration > .zero)
    }

    @Test func `a query says what it can take, under another id and from another port each time`() throws {
        let seen = Mutex<[(message: DNSMessage, port: UInt16)]>([])
        let server = try FakeNameServer { query in
            if let message = try? DNSMessage(query.bytes) { seen.withLock { $0.append((message, query.port)) } }
            query.answer { _ in }
        }
        _ = try DNSClient(policy(server)).ask(Array(repeating: question, count: 50))
        let queries = seen.withLock { $0 }
        #expect(queries.count >= 50)
        #expect(queries.allSatisfy { $0.message.questions == [question] && $0.message.edns == EDNS() })
        #expect(queries.allSatisfy { $0.message.flags == [.recursionDesired, .authenticData] })
        // 50 of 65,536 ids, or of 28,232 ports, are hardly ever fewer than 45 different ones.
        #expect(Set(queries.map(\.message.id)).count > 45)
        #expect(Set(queries.map(\.port)).count > 45)
    }

    @Test func `what does not fit a datagram is asked for again over TCP`() throws {
        let server = try FakeNameServer { query in
            query.answer { message in
                if query.isStream {
                    message.answers = (0..<100).map { .address($0) }
                } else {
                    message.flags.insert(.truncated)
                }
            }
        }
        let lookup = try ask(server)
        #expect(lookup.message?.answers.count == 100)
        #expect(lookup.best.transport == .tcp && lookup.queries == 2)
        var overTCP = policy(server)
        overTCP.usesTCP = true
        #expect(try ask(overTCP).queries == 1)
    }

    @Test func `an answer in pieces is put together, and one that ends early is none`() throws {
        let server = try FakeNameServer { query in
            let message = query.message { $0.answers = [.address(1)] }
            query.send([0])
            query.send([UInt8(message.count)] + message.prefix(query.number == 1 ? .max : 20))
            if query.number > 1 { query.end() }
        }
        var overTCP = policy(server)
        overTCP.usesTCP = true
        #expect(try ask(overTCP).outcome == .answered)
        #expect(try ask(overTCP).outcome == .failed(.closedEarly))
    }

    @Test func `only records of the name, or of what its aliases lead to, are an answer`() throws {
        func record(_ name: String, _ type: DNSType, in recordClass: DNSClass = .internet, _ value: DNSValue) throws
            -> DNSRecord
        {
            DNSRecord(
                name: try DNSName(name),
                type: type,
                recordClass: recordClass,
                timeToLive: 1,
                data: .fields([value])
            )
        }
        let name = question.name.description
        let stranger = try record("stranger.test", .a, .address(.v4(7)))
        let alias = try record(name, .cname, .name(try DNSName("real.test")))
        let ring = try record("real.test", .cname, .name(question.name))
        let real = try record("real.test", .a, .address(.v4(1)))
        let chaos = try record(name, .a, in: .chaos, .address(.v4(2)))
        let cases: [(answers: [DNSRecord], addresses: [IPAddress])] = [
            ([stranger], []), ([real, stranger, alias], [.v4(1)]), ([alias, ring], []), ([alias, stranger], []),
            ([chaos], []),
            ([.address(3), stranger], [.v4(3)]),
        ]
        for (answers, addresses) in cases {
            let server = try FakeNameServer { $0.answer { $0.answers = answers } }
            let lookup = try ask(server)
            #expect(lookup.records.compactMap(\.address) == addresses)
            let isLoop = answers.contains(ring)
            #expect(lookup.outcome == (isLoop ? .aliasLoop : addresses.isEmpty ? .noData : .answered))
        }
    }

    @Test func `answers to something else are counted and not believed`() throws {
        let server = try FakeNameServer { query in
            query.answer { $0.id &+= 1 }
            query.answer { $0.questions[0].type = .aaaa }
            query.answer { $0.questions[0].name = .root }
            query.answer { $0.questions = [] }
            query.answer { $0.flags.remove(.response) }
            query.answer { $0.opcode = DNSOpcode(rawValue: 4) }
            query.reply([])
            query.reply([1, 2, 3])
            query.answer { $0.answers = [.address(7)] }
        }
        let lookup = try ask(server)
        #expect(lookup.message?.answers.map(\.address) == [.v4(7)])
        #expect(lookup.ignored == 8)
    }

    @Test func `the question's letters may come back in another case`() throws {
        let server = try FakeNameServer { query in
            query.answer { $0.questions[0].name = (try? DNSName("1.0.0.127.IN-ADDR.arpa")) ?? .root }
        }
        #expect(try ask(server).outcome == .noData)
    }

    @Test func `an answer that comes after its time is not the next one's`() throws {
        let first = Mutex<FakeQuery?>(nil)
        let server = try FakeNameServer { query in
            guard query.number > 1 else { return first.withLock { $0 = query } }
            first.withLock { $0 }?.answer { $0.answers = [.address(1)] }
            query.answer { $0.answers = [.address(2)] }
        }
        let lookup = try ask(policy(server, timeout: .milliseconds(50)))
        #expect(lookup.message?.answers.map(\.address) == [.v4(2)])
        #expect(lookup.queries == 2 && lookup.failed.map(\.result) == [.failure(.timedOut)])
    }

    @Test func `a server that says nothing is asked as often as it may be`() throws {
        let server = try FakeNameServer { _ in }
        let lookup = try ask(policy(server, timeout: .milliseconds(20), attempts: 3))
        #expect(lookup.outcome == .failed(.timedOut))
        #expect(lookup.queries == 3 && server.queries == 3)
    }

    @Test func `the limit ends a lookup before its attempts do`() throws {
        let server = try FakeNameServer { _ in }
        var policy = policy(server)
        policy.limit = .milliseconds(30)
        let lookup = try ask(policy)
        #expect(lookup.outcome == .failed(.timedOut) && lookup.queries == 1)
        #expect(lookup.duration >= .milliseconds(30) && lookup.duration < .seconds(5))
    }

    @Test func `where nobody listens is known at once`() throws {
        let end = SocketAddress(address: .loopback4, port: try FakeNameServer.nobody())
        for usesTCP in [false, true] {
            var policy = DNSPolicy(servers: [end])
            policy.usesTCP = usesTCP
            guard case .failed(.unreachable(let failure, _)) = try ask(policy).outcome else {
                Issue.record("no refusal")
                continue
            }
            #expect(failure.errnoName == "ECONNREFUSED")
        }
    }

    @Test(
        arguments: [
            (.noError, .noData), (.noSuchName, .noSuchName), (.serverFailure, .serverFailure), (.refused, .refused),
            (.init(rawValue: 9), .otherCode(.init(rawValue: 9))),
        ] as [(DNSResponseCode, DNSLookup.Outcome)]
    ) func `response codes are told apart`(code: DNSResponseCode, outcome: DNSLookup.Outcome) throws {
        let server = try FakeNameServer { $0.answer { $0.responseCode = code } }
        #expect(try ask(server).outcome == outcome)
    }

    @Test func `an alias that leads nowhere is no data, and a referral is none either`() throws {
        let name = try DNSName("ns.example")
        let alias = DNSRecord(name: question.name, type: .cname, timeToLive: 1, data: .fields([.name(name)]))
        let delegation = DNSRecord(name: question.name, type: .ns, timeToLive: 1, data: .fields([.name(name)]))
        let aliased = try FakeNameServer { $0.answer { $0.answers = [alias] } }
        #expect(try ask(aliased).outcome == .noData)
        let referring = try FakeNameServer { $0.answer { $0.authorities = [delegation] } }
        #expect(try ask(referring).outcome == .referral)
    }

    @Test func `a server that fails is passed over for the next`() throws {
        let failing = try FakeNameServer { $0.answer { $0.responseCode = .serverFailure } }
        let refusing = try FakeNameServer { $0.answer { $0.responseCode = .refused } }
        let good = try FakeNameServer { $0.answer { $0.answers = [.address(1)] } }
        let servers = [failing.end, refusing.end, good.end]
        let lookup = try ask(DNSPolicy(servers: servers))
        #expect(lookup.outcome == .answered && lookup.best.server == good.end)
        #expect(lookup.failed.map(\.server) == [failing.end, refusing.end])
        #expect(try ask(DNSPolicy(servers: [refusing.end, failing.end])).outcome == .refused)
        var rotating = DNSPolicy(servers: [good.end, failing.end])
        rotating.rotates = true
        let lookups = try DNSClient(rotating).ask([question, question, question])
        #expect(lookups.map(\.queries) == [1, 2, 1])
        #expect(lookups.allSatisfy { $0.outcome == .answered })
    }

    @Test func `what a server says counts for more than another's silence`() throws {
        let silent = try FakeNameServer { _ in }
        let refusing = try FakeNameServer { $0.answer { $0.responseCode = .refused } }
        let lookup = try ask(DNSPolicy(servers: [refusing.end, silent.end], timeout: .milliseconds(20), attempts: 1))
        // The silent one was asked without EDNS too.
        #expect(lookup.outcome == .refused && lookup.failed.map(\.usesEDNS) == [true, true, false])
    }

    @Test(arguments: [DNSResponseCode(rawValue: 1), DNSResponseCode(rawValue: 4), DNSResponseCode(rawValue: 16)])
    func `a server that does not know EDNS is asked without`(code: DNSResponseCode) throws {
        let server = try FakeNameServer { query in
            guard let message = try? DNSMessage(query.bytes) else { return }
            query.answer {
                if message.edns != nil {
                    $0.responseCode = code
                    // Some understand nothing of a query, and repeat nothing of it.
                    $0.questions = []
                    if code.rawValue > 15 { $0.edns = EDNS() }
                } else {
                    $0.answers = [.address(1)]
                }
            }
        }
        let lookup = try ask(server)
        #expect(lookup.outcome == .answered && lookup.queries == 2)
        #expect(!lookup.best.usesEDNS && lookup.failed.map(\.usesEDNS) == [true])
        #expect(lookup.failed.map { try? $0.result.get().responseCode } == [code])
    }

    @Test(arguments: [1, 2, 3], [false, true])
    func `a server that drops what has EDNS is asked without`(attempts: Int, overTCP: Bool) throws {
        let server = try FakeNameServer { query in
            guard (try? DNSMessage(query.bytes))?.edns == nil else {
                if query.isStream { query.end() }
                return
            }
            query.answer { $0.answers = [.address(1)] }
        }
        var policy = policy(server, timeout: .milliseconds(300), attempts: attempts)
        policy.usesTCP = overTCP
        let lookup = try ask(policy)
        #expect(lookup.outcome == .answered && lookup.queries == 2 && !lookup.best.usesEDNS)
        #expect(lookup.failed.map(\.result) == [.failure(overTCP ? .closedEarly : .timedOut)])
        policy.edns = nil
        #expect(try ask(policy).queries == 1)
    }

    @Test func `without EDNS a server is asked no more often than it may be`() throws {
        let server = try FakeNameServer { _ in }
        var policy = policy(server, timeout: .milliseconds(20), attempts: 1)
        policy.edns = nil
        #expect(try ask(policy).queries == 1)
    }

    @Test func `an answer that is cut short, and TCP that fails, are told together`() throws {
        let nobody = SocketAddress(address: .loopback4, port: try FakeNameServer.nobody())
        let closing = try FakeNameServer { query in
            if query.isStream { query.end() } else { query.answer { $0.flags.insert(.truncated) } }
        }
        #expect(try ask(closing).outcome == .failed(.truncated(.closedEarly)))
        let silent = try FakeNameServer { query in
            if !query.isStream { query.answer { $0.flags.insert(.truncated) } }
        }
        let late = try ask(policy(silent, timeout: .milliseconds(30), attempts: 1))
        #expect(late.outcome == .failed(.truncated(.timedOut)))
        #expect(DNSFailure.truncated(.timedOut).last == .timedOut)
        let always = try FakeNameServer { $0.answer { $0.flags.insert(.truncated) } }
        #expect(try ask(always).outcome == .failed(.truncated(nil)))
        // The next server is not to blame for the one before.
        var policy = policy(closing)
        policy.servers.append(nobody)
        let blamed = try ask(policy).failed.filter {
            if case .failure(.unreachable) = $0.result { true } else { false }
        }
        #expect(blamed.map(\.server) == [nobody])
    }

    @Test func `aliases that lead back, and chains without an end, are called so`() throws {
        func alias(_ name: String, _ target: String, _ type: DNSType = .cname) throws -> DNSRecord {
            DNSRecord(name: try DNSName(name), type: type, timeToLive: 1, data: .fields([.name(try DNSName(target))]))
        }
        let name = question.name.description
        let chain = try (0..<12).map { try alias($0 == 0 ? name : "n\($0).test", "n\($0 + 1).test") }
        let numbers = [DNSValue](repeating: .number(1), count: 5)
        let denial = DNSRecord(
            name: .root,
            type: .soa,
            timeToLive: 1,
            data: .fields([.name(.root), .name(.root)] + numbers)
        )
        let cases: [(answers: [DNSRecord], authorities: [DNSRecord], outcome: DNSLookup.Outcome, aliases: Int)] = [
            ([try alias(name, name)], [], .aliasLoop, 1),
            (
                [try alias(name, "a.test"), try alias("A.TEST", "b.test"), try alias("b.test", "a.test")], [],
                .aliasLoop, 3
            ),
            ([try alias("arpa", "arpa", .dname)], [], .aliasLoop, 1),
            ([try alias("arpa", "x.test", .dname), try alias("x.test", "arpa", .dname)], [], .aliasLoop, 2),
            (chain, [], .longAliasChain, 12), (chain, [denial], .noData, 12), (Array(chain.prefix(2)), [], .noData, 2),
        ]
        for (answers, authorities, outcome, aliases) in cases {
            let server = try FakeNameServer {
                $0.answer {
                    $0.answers = answers
                    $0.authorities = authorities
                }
            }
            let lookup = try ask(server)
            #expect(lookup.outcome == outcome && lookup.aliases.count == aliases)
        }
    }

    @Test func `a lame server is passed over where the system's resolver does so`() throws {
        let lame = try FakeNameServer { $0.answer { _ in } }
        let good = try FakeNameServer { $0.answer { $0.answers = [.address(1)] } }
        var policy = DNSPolicy(servers: [lame.end, good.end])
        policy.edns = nil
        #expect(try ask(policy).outcome == .noData)
        policy.passesOverLameServers = true
        #expect(try ask(policy).outcome == .answered)
        policy.servers = [lame.end]
        #expect(try ask(policy).outcome == .failed(.lame))
        for flag in [DNSMessage.Flags.authoritative, .recursionAvailable] {
            let server = try FakeNameServer { $0.answer { $0.flags.insert(flag) } }
            policy.servers = [server.end]
            #expect(try ask(policy).outcome == .noData)
        }
    }

    @Test func `a server that takes no query at all is asked twice`() throws {
        let server = try FakeNameServer { $0.answer { $0.responseCode = .formatError } }
        let lookup = try ask(server)
        #expect(lookup.outcome == .otherCode(.formatError) && lookup.queries == 2)
    }

    @Test func `a malformed message is an error with its place`() throws {
        let looping = try FakeNameServer { query in
            var bytes = query.message { $0.answers = [.address(1)] }
            // The answer's name follows the question: a pointer to itself.
            let name = 12 + question.name.wire.count + 4
            bytes[name] = 0xc0
            bytes[name + 1] = UInt8(name)
            query.reply(bytes)
        }
        let place = 12 + question.name.wire.count + 4
        #expect(try ask(looping).outcome == .failed(.malformed(.badPointer(.answer(1), at: place))))
        let cut = try FakeNameServer { $0.reply(Array($0.message { $0.answers = [.address(1)] }.dropLast(3))) }
        // The record's length leads beyond the message's end.
        #expect(
            try ask(cut).outcome
                == .failed(.malformed(.cutShort(.answer(1), at: place + question.name.wire.count + 10)))
        )
    }

    @Test func `no damage to a message ends the process, and none is believed that changes the question`() throws {
        var generator = SeededGenerator(state: 4)
        let numbers = Mutex<[(Int, UInt8)]>(
            (0..<400).map { _ in (.random(in: 2..<60, using: &generator), .random(in: 0...255, using: &generator)) }
        )
        let server = try FakeNameServer { query in
            var bytes = query.message { $0.answers = [.address(1)] }
            let (place, value) = numbers.withLock { $0[query.number % 400] }
            if place < bytes.count { bytes[place] = value }
            query.reply(Array(bytes.prefix(query.number.isMultiple(of: 3) ? place : .max)))
        }
        var policy = policy(server, timeout: .milliseconds(20), attempts: 1)
        policy.concurrency = 50
        let lookups = try DNSClient(policy).ask(Array(repeating: question, count: 400))
        #expect(lookups.count == 400)
        #expect(Set(lookups.map { "\($0.outcome)".prefix { $0 != "(" } }).count > 1)
    }

    @Test func `a query among many that gets lost is sent again before its time is up`() throws {
        let server = try FakeNameServer { query in
            guard query.number != 100 else { return }
            query.answer { $0.answers = [.address(1)] }
        }
        var policy = policy(server, timeout: .seconds(60), attempts: 1)
        policy.concurrency = 8
        let lookups = try DNSClient(policy).ask(Array(repeating: question, count: 300))
        #expect(lookups.allSatisfy { $0.outcome == .answered })
        // On a busy machine others may seem lost.
        #expect(server.queries > 300 && lookups.contains { $0.queries > 1 })
    }

    @Test func `many lookups at once keep their order`() throws {
        let held = Mutex<[FakeQuery]>([])
        let server = try FakeNameServer { query in
            // Each group of ten is answered from its last to its first.
            let group: [FakeQuery] = held.withLock { held in
                held.append(query)
                guard held.count == 10 else { return [] }
                defer { held = [] }
                return held
            }
            for query in group.reversed() { query.answer { $0.answers = [.address(1)] } }
        }
        let questions = try (0..<200).map { DNSQuestion(name: try DNSName("host\($0).example"), type: .a) }
        var policy = policy(server)
        policy.concurrency = 10
        let lookups = try DNSClient(policy).ask(questions)
        #expect(lookups.map(\.question) == questions)
        #expect(lookups.allSatisfy { $0.outcome == .answered })
    }
}

private let question = DNSQuestion(name: DNSName(reverse: .loopback4), type: .a)

private func policy(
    _ server: FakeNameServer,
    timeout: Duration = .seconds(20),
    attempts: Int = 2
) -> DNSPolicy {
    DNSPolicy(servers: [server.end], timeout: timeout, attempts: attempts)
}

private func ask(_ policy: DNSPolicy) throws -> DNSLookup {
    try #require(try DNSClient(policy).ask([question]).first)
}

private func ask(_ server: FakeNameServer) throws -> DNSLookup { try ask(policy(server)) }
