import Platform
import Serving
import TestSupport
import Testing

/// What clients may do to a service, the same under every model that serves it.
///
/// One after the other: each fills the processors by itself.
@Suite(.serialized) struct EveryServiceTests {
    struct Served: Sendable, CustomTestStringConvertible {
        let service: Service
        let model: Model

        var testDescription: String { "\(service.name), \(model.rawValue)" }
    }

    static let everything: [Served] = Service.all.filter { $0.session != nil }.flatMap { service in
        Model.allCases.filter { (try? $0.check(service)) != nil }.map { Served(service: service, model: $0) }
    }

    /// Every service once and every model once: how time ends a connection is in the model's hands, and when in the service's.
    static let each = everything.filter { $0.service.name == "echo" || $0.model == .eventLoop }

    /// What a service is to answer, where that follows from the message alone (RFC 862, RFC 863).
    private static let answers: [String: @Sendable ([UInt8]) -> [UInt8]] = ["echo": { $0 }, "discard": { _ in [] }]

    private static let messages: [[UInt8]] = {
        var random = SeededGenerator(state: 5)
        return [[], [0x78], Array("hello\r\n".utf8), (0..<4096).map { _ in .random(in: 0...255, using: &random) }]
    }()

    /// A message that no buffer holds whole.
    private static let large: [UInt8] = {
        var random = SeededGenerator(state: 7)
        return (0..<(1 << 18)).flatMap { _ in (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) } }
    }()

    private static func run<Value: Sendable>(
        _ served: Served,
        _ arguments: String...,
        while body: @escaping @Sendable (RunningServer) async throws -> Value
    ) async throws -> RunningServer.Finished<Value> {
        try await RunningServer.run(
            [served.service.name, "127.0.0.1:0", "--model", served.model.rawValue] + arguments,
            while: body
        )
    }

    @Test(arguments: everything)
    func `clients of every kind are served, one after the other`(served: Served) async throws {
        let isExact = Self.answers[served.service.name] != nil
        let messages = Self.messages + (isExact ? [Self.large] : [])
        let run = try await Self.run(served) { server in
            try await onThread {
                for message in messages {
                    let visitor = try Visitor(server)
                    let answer = visitor.converse(message, limit: isExact ? 2 << 20 : 1 << 14)
                    if let expected = Self.answers[served.service.name]?(message) {
                        #expect(answer == expected, "\(message.count) bytes")
                    }
                    visitor.close()
                    // Away in the middle of its message.
                    let leaver = try Visitor(server)
                    try leaver.send(Array("le".utf8))
                    leaver.reset()
                }
            }
        }
        #expect(run.status == 0)
        let reasons = run.events.filter { $0.event?.string == "closed" }.map { $0.reason?.string }
        // A client that leaves at once may be gone before it is accepted.
        #expect(reasons.count >= messages.count)
        #expect(Set(reasons).isSubset(of: ["fin", "reset", "limit"]))
        #expect(run.events.last?.cut?.integer == 0)
    }

    @Test(arguments: everything.filter { $0.service.name == "echo" })
    func `two hundred clients are there at once, and each gets its own`(served: Served) async throws {
        // Of one that serves them one by one, the others wait in the backlog, which has its limit.
        let crowd = served.model == .iterative ? 50 : 200
        let run = try await Self.run(served) { server in
            try await onThread {
                let visitors = try (0..<crowd).map { _ in try Visitor(server) }
                for (number, visitor) in visitors.enumerated() {
                    let message = Array("client \(number)\n".utf8)
                    #expect(visitor.converse(message, limit: 1 << 14) == message)
                    visitor.close()
                }
            }
        }
        #expect(run.status == 0)
        #expect(run.events.last?.closed?.fin?.integer == crowd)
    }

    @Test(arguments: each)
    func `a client that does nothing is let go where it may not be idle`(served: Served) async throws {
        let run = try await Self.run(served, "--idle-timeout", "200ms") { server in
            let visitor = try await onThread { Held(try Visitor(server)) }
            try await server.eventually("closed")
            visitor.close()
        }
        let reason = run.events.first { $0.event?.string == "closed" }?.reason?.string
        // Some services are done with a client by themselves.
        #expect(reason == "idle" || reason == "fin" && Self.answers[served.service.name] == nil)
    }

    @Test(arguments: each)
    func `a client that stays is cut off when the time to drain is up`(served: Served) async throws {
        let held = HeldLater()
        let run = try await Self.run(served, "--drain", "200ms") { server in
            held.hold(try await onThread { Held(try Visitor(server)) })
            try await server.eventually("accepted")
        }
        held.close()
        #expect(run.status == 0)
        let reason = run.events.first { $0.event?.string == "closed" }?.reason?.string
        #expect(reason == "drain" || reason == "fin" && Self.answers[served.service.name] == nil)
        #expect(run.events.last?.cut?.integer == (reason == "drain" ? 1 : 0), "\(reason ?? "no end")")
    }

    @Test(arguments: everything.filter { ["echo", "chargen", "http"].contains($0.service.name) })
    func `clients that never read cost little memory`(served: Served) async throws {
        let count = served.model == .iterative ? 1 : 4
        let run = try await Self.run(served, "--drain", "0s") { server in
            let before = try Memory.ofProcess(server.process)
            let visitors = try await onThread {
                try (0..<count).map { _ in
                    let visitor = try Visitor(server)
                    visitor.sendUntilFull()
                    return Held(visitor)
                }
            }
            let growth = try Memory.ofProcess(server.process) - before
            for visitor in visitors { visitor.close() }
            return growth
        }
        // What one client may have pending, the buffer of a receive call, and room for how they grow.
        let most = 2 << 20 + 16 * served.service.receiveSize
        #expect(run.value < count * most)
    }
}
