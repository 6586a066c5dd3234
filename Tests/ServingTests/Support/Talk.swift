import Serving
import Wire

/// A client of a service without a socket: what it says, and what it gets.
struct Talk: ~Copyable {
    static let address = SocketName.internet(SocketAddress(address: .loopback4, port: 7))
    static let peer = SocketName.internet(SocketAddress(address: .loopback4, port: 40_000))

    private var exchange: Exchange
    private let time: Timestamp
    /// How the server's side ended, once it has.
    private(set) var end: Served.End?
    /// What it said when the client came.
    private(set) var greeting: [UInt8] = []

    init(
        _ service: Service,
        at time: String = "2026-11-20T23:20:11Z",
        connection: Int = 1,
        deliver: @escaping @Sendable (SessionMessage) -> Void = { _ in },
        most: Int = 1 << 20
    ) {
        guard let time = Timestamp(time) else { preconditionFailure("'\(time)' is no time") }
        self.time = time
        let client = Client(connection: connection, local: Self.address, remote: Self.peer, deliver: deliver)
        guard let session = service.session?(client) else { preconditionFailure("\(service.name) serves no streams") }
        exchange = Exchange(
            session,
            Client.Ends(local: Self.address, remote: Self.peer),
            at: 0
        )
        exchange.open(time, at: 0)
        greeting = read(most: most)
    }

    var wantsInput: Bool { exchange.wantsInput }
    var pendingCount: Int { exchange.pendingCount }

    /// Bytes arrive, and nothing is read of what the service says to them.
    mutating func send(_ bytes: [UInt8]) {
        if exchange.receive(bytes.span, time, at: 0) { exchange.queue(bytes.span) }
    }

    mutating func say(_ bytes: [UInt8], most: Int = 1 << 20) -> [UInt8] {
        send(bytes)
        return read(most: most)
    }

    mutating func say(_ text: String) -> String { String(decoding: say(Array(text.utf8)), as: UTF8.self) }

    mutating func shutdown(most: Int = 1 << 20) -> String {
        exchange.endInput(time, at: 0)
        return String(decoding: read(most: most), as: UTF8.self)
    }

    mutating func hear(_ message: SessionMessage) -> String {
        exchange.hear(message, time, at: 0)
        return String(decoding: read(most: 1 << 20), as: UTF8.self)
    }

    /// Reads until the service has no more to say, or `most` bytes.
    mutating func read(most: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < most {
            switch exchange.next(at: 0) {
            case .send(let limit):
                let piece = exchange.unsent.prefix(min(limit, most - bytes.count))
                bytes += piece
                exchange.sent(piece.count, time, at: 0)
            case .shutdown:
                exchange.didShutdown(at: 0)
                exchange.endInput(time, at: 0)
            case .close(let end, _):
                self.end = end
                return bytes
            case .rest, .wait:
                return bytes
            }
        }
        return bytes
    }
}

extension String {
    init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}
