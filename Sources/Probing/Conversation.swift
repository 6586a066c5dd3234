package import Wire

/// One end of a protocol without a connection: bytes in, bytes out, and what they amount to.
///
/// It knows no socket and no clock. Each method is told of one thing that happened, and says in `moves` what is to be done for it.
package protocol Conversation: Sendable {
    /// Whom it talks with; told once, before all else.
    mutating func meet(_ target: Target)
    /// The peer is there, and is to be asked; `number` is 1 but where one connection carries many requests.
    mutating func ask(_ number: Int, _ moves: inout Moves)
    /// Bytes came, 1 or more, cut wherever the transport cut them; or one datagram, which may be empty.
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves)
    /// The peer sends no more.
    mutating func endOfInput(_ moves: inout Moves)
    /// All that was said has left, and the last moves had `hasMore`.
    mutating func resume(_ moves: inout Moves)
    /// Nothing came for as long as `quiet` of the last moves says.
    mutating func pause(_ moves: inout Moves)
    /// What it has to tell where the exchange ends before it is whole.
    var progress: [Fact] { get }
}

extension Conversation {
    package mutating func meet(_ target: Target) {}
    package mutating func endOfInput(_ moves: inout Moves) {}
    package mutating func resume(_ moves: inout Moves) {}
    package mutating func pause(_ moves: inout Moves) {}
    package var progress: [Fact] { [] }
}

/// What a conversation does about one event.
package struct Moves: Sendable {
    /// The wall clock's time of the event.
    package let time: Timestamp
    /// What is sent, in its order.
    package var bytes: [UInt8] = []
    /// There is more to say, and `resume` asks for it once this has left: memory stays bounded.
    package var hasMore = false
    /// Nothing more is sent once this has left (a FIN).
    package var shutsDown = false
    /// When nothing comes for so long, `pause` is to be told; what it settles came to pass with the last that came.
    package var quiet: Duration?
    package private(set) var answers: [Answer] = []

    package init(at time: Timestamp) {
        self.time = time
    }

    package mutating func send(_ bytes: some Collection<UInt8>) { self.bytes += bytes }

    /// The request of that number has come to something.
    package mutating func settle(_ number: Int = 1, _ outcome: Outcome, _ facts: [Fact] = []) {
        answers.append(Answer(number: number, outcome: outcome, facts: facts))
    }

    package struct Answer: Sendable, Equatable {
        package let number: Int
        package let outcome: Outcome
        package let facts: [Fact]
    }
}

/// Something that an answer told beyond its outcome.
package enum Fact: Sendable, Equatable {
    /// What the peer said.
    case text([UInt8])
    /// How far the peer's clock is ahead of ours, and how far either way that may be wrong.
    case clockOffset(nanoseconds: Int64, uncertaintyNanoseconds: Int64)
    /// How much went to the peer or came from it, and from the first of it to the last.
    case transferred(bytes: Int64, nanoseconds: Int64)
    /// The first byte that was not as it had to be, counted from 0.
    case departure(offset: Int64)
    /// What the peer broke, in a few words.
    case breach(String)
    /// What a dialogue said to the peer; what the peer said before and behind it is `text`.
    case said([UInt8])
    /// The step of a dialogue that was not met, counted from 1, and what was expected of the peer.
    case step(number: Int, count: Int, expected: String)
    /// The status of an HTTP answer, and the words behind it.
    case status(Int, reason: [UInt8])
    /// The digit behind `HTTP/1.` of an answer, and the length that its header said its body would have.
    case message(minorVersion: Int, contentLength: Int64?)
    /// How large an answer's header and body were.
    case sizes(headerBytes: Int, bodyBytes: Int64)
    /// Where an answer leads, as it said.
    case redirect([UInt8])
}
