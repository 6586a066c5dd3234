import Serving
import Wire

/// A session that answers as a test says.
struct ScriptedSession: Session {
    var opening: @Sendable (inout Reply) -> Void = { _ in }
    var receiving: @Sendable ([UInt8], inout Reply) -> Void = { _, reply in reply.sendInput() }
    var ending: @Sendable (inout Reply) -> Void = { $0.close() }
    var resuming: @Sendable (inout Reply) -> Void = { _ in }

    mutating func open(_ reply: inout Reply) { opening(&reply) }
    mutating func receive(_ bytes: borrowing Span<UInt8>, _ reply: inout Reply) {
        receiving(bytes.indices.map { bytes[$0] }, &reply)
    }
    mutating func endOfInput(_ reply: inout Reply) { ending(&reply) }
    mutating func resume(_ reply: inout Reply) { resuming(&reply) }
    mutating func hear(_ message: SessionMessage, _ reply: inout Reply) {
        if case .bytes(let bytes) = message { reply.send(bytes) }
    }
}

extension Exchange {
    static let ends = Client.Ends(
        local: .internet(SocketAddress(address: .loopback4, port: 1)),
        remote: .internet(SocketAddress(address: .loopback4, port: 2))
    )
    static let noon = Timestamp(seconds: 0, nanoseconds: 0)

    init(
        _ session: ScriptedSession = ScriptedSession(),
        limits: Limits = Limits(),
        faults: Faults = Faults(),
        noted: @escaping @Sendable (Fault) -> Void = { _ in }
    ) {
        self.init(session, Self.ends, limits: limits, pace: Pace(faults: faults), at: 0, noted: noted)
        open(Self.noon, at: 0)
    }

    /// Input comes; what is left to the caller to send back at once.
    mutating func take(_ text: String, at now: Int64 = 0) -> Bool {
        receive(Array(text.utf8).span, Self.noon, at: now)
    }

    mutating func take(bytes count: Int, at now: Int64 = 0) -> Bool {
        receive([UInt8](repeating: 0x78, count: count).span, Self.noon, at: now)
    }

    /// Sends what may be sent in one call, if anything.
    mutating func send(at now: Int64 = 0) -> String? {
        guard case .send(let limit) = next(at: now) else { return nil }
        let bytes = Array(unsent.prefix(limit))
        sent(bytes.count, Self.noon, at: now)
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func endInput(at now: Int64 = 0) { endInput(Self.noon, at: now) }
}
