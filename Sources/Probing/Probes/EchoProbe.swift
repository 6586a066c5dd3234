internal import DequeModule
internal import Wire

/// What is sent to be echoed.
package struct EchoRequest: Sendable, Equatable {
    /// Bytes each.
    package var size = 64
    /// What fills a request behind its number, over and over; not empty.
    package var pattern = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    /// Sent as it is, in place of a number and a pattern.
    package var message: [UInt8]?
    /// Whether every byte of an answer has to be as it was sent.
    package var verifies = true

    package init() {}

    /// In front of a datagram: whose run it belongs to, and its number, four bytes each.
    static let headerSize = 8

    /// Whether an answer names its request.
    var isNumbered: Bool { message == nil && size >= Self.headerSize }

    func payload(run: UInt32, _ number: Int) -> [UInt8] {
        if let message { return message }
        let header = [run, UInt32(truncatingIfNeeded: number)].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
        }
        let filling = (0..<max(0, size - header.count)).map { pattern[$0 % pattern.count] }
        return Array((header + filling).prefix(size))
    }
}

extension Probe {
    /// Sends what is to come back as it is (RFC 862).
    package static func echo(_ request: EchoRequest = EchoRequest()) -> Probe {
        Probe(name: "echo", wellKnownPort: 7, sharesConnection: true, silence: { _ in .lost }) { transport in
            let run = UInt32.random(in: .min ... .max)
            return transport.isStream
                ? EchoStream(request: request, run: run) : EchoDatagrams(request: request, run: run)
        }
    }
}

/// Over a stream answers come in the order of their requests, cut anywhere.
private struct EchoStream: Conversation {
    let request: EchoRequest
    let run: UInt32
    private var owed: Deque<Int> = []
    private var last = 0
    /// The answer that is coming, and how much of it has come.
    private var expected: [UInt8] = []
    private var offset = 0
    private var departure: Int64?

    init(request: EchoRequest, run: UInt32) {
        self.request = request
        self.run = run
    }

    mutating func ask(_ number: Int, _ moves: inout Moves) {
        let payload = request.payload(run: run, number)
        if owed.isEmpty { expected = payload }
        owed.append(number)
        last = number
        moves.send(payload)
        if payload.isEmpty { finish(&moves) }
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        for index in bytes.indices {
            guard offset < expected.count else { return }
            if request.verifies, departure == nil, bytes[index] != expected[offset] { departure = Int64(offset) }
            offset += 1
            if offset == expected.count { finish(&moves) }
        }
    }

    /// An answer is whole; where none was owed, it is the last once more.
    private mutating func finish(_ moves: inout Moves) {
        let number = owed.popFirst() ?? last
        moves.settle(number, departure == nil ? .replied : .altered, departure.map { [.departure(offset: $0)] } ?? [])
        offset = 0
        departure = nil
        expected = request.payload(run: run, owed.first ?? last)
    }
}

/// Datagrams are lost, doubled and overtaken, and tell which request they answer.
private struct EchoDatagrams: Conversation {
    let request: EchoRequest
    let run: UInt32
    private var owed: Deque<Int> = []
    private var last = 0

    init(request: EchoRequest, run: UInt32) {
        self.request = request
        self.run = run
    }

    mutating func ask(_ number: Int, _ moves: inout Moves) {
        owed.append(number)
        last = number
        moves.send(request.payload(run: run, number))
    }

    mutating func receive(_ bytes: borrowing Span<UInt8>, _ moves: inout Moves) {
        let number = number(of: bytes)
        if let place = owed.firstIndex(of: number) { owed.remove(at: place) }
        let expected = request.payload(run: run, number)
        let departure = request.verifies ? Self.departure(of: bytes, from: expected) : nil
        moves.settle(number, departure == nil ? .replied : .altered, departure.map { [.departure(offset: $0)] } ?? [])
    }

    /// The request that a datagram names; where it names none, the oldest without an answer.
    private func number(of bytes: borrowing Span<UInt8>) -> Int {
        let oldest = owed.first ?? last
        guard request.isNumbered, bytes.count >= EchoRequest.headerSize else { return oldest }
        var words: [UInt32] = [0, 0]
        for index in 0..<EchoRequest.headerSize { words[index / 4] = words[index / 4] << 8 | UInt32(bytes[index]) }
        guard words[0] == run else { return oldest }
        // The number of this run that ends in these bits.
        let number = last - Int(UInt32(truncatingIfNeeded: last) &- words[1])
        return number >= 1 && number <= last ? number : oldest
    }

    private static func departure(of bytes: borrowing Span<UInt8>, from expected: [UInt8]) -> Int64? {
        for index in 0..<min(bytes.count, expected.count) where bytes[index] != expected[index] { return Int64(index) }
        return bytes.count == expected.count ? nil : Int64(min(bytes.count, expected.count))
    }
}
