import Testing
import Wire

@testable import Probing

/// A conversation without a connection, and what it has said and settled.
struct Talk {
    /// 2026-11-20T23:20:11.25Z.
    static let noon = Timestamp(seconds: 1_795_216_811, nanoseconds: 250_000_000)

    var conversation: any Conversation
    var answers: [Moves.Answer] = []
    var sent: [[UInt8]] = []
    var last = Moves(at: noon)

    init(_ probe: Probe, _ transport: Transport = .tcp, to target: Target? = nil) throws {
        let make = try #require(probe.converse)
        conversation = make(transport)
        if let target { conversation.meet(target) }
    }

    private mutating func take(_ moves: Moves) {
        last = moves
        answers += moves.answers
        if !moves.bytes.isEmpty { sent.append(moves.bytes) }
    }

    mutating func ask(_ number: Int = 1, at time: Timestamp = noon) {
        var moves = Moves(at: time)
        conversation.ask(number, &moves)
        take(moves)
    }

    mutating func receive(_ bytes: [UInt8], at time: Timestamp = noon) {
        var moves = Moves(at: time)
        conversation.receive(bytes.span, &moves)
        take(moves)
    }

    mutating func receive(_ text: String, at time: Timestamp = noon) { receive(Array(text.utf8), at: time) }

    mutating func pause() {
        var moves = Moves(at: Self.noon)
        conversation.pause(&moves)
        take(moves)
    }

    mutating func end() {
        var moves = Moves(at: Self.noon)
        conversation.endOfInput(&moves)
        take(moves)
    }

    var outcomes: [Outcome] { answers.map(\.outcome) }
    var numbers: [Int] { answers.map(\.number) }
    var facts: [Fact] { answers.last?.facts ?? [] }
    /// All that was said, as text.
    var said: String { String(decoding: sent.joined(), as: UTF8.self) }
}
