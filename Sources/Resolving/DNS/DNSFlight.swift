internal import Platform
internal import Wire

/// A question under way: its exchange, with the socket that its present query went out on.
final class DNSFlight {
    let number: Int
    private(set) var exchange: DNSExchange
    /// CLOCK_MONOTONIC in nanoseconds: when it began, and when what is waited for is late.
    let began: Int64
    private(set) var deadline: Int64
    private let end: Int64
    /// When the present query was sent, nil once it was sent again; and when its server has had its time.
    private(set) var asked: Int64?
    private var attemptEnd: Int64
    /// How long to wait before the query is sent again, twice as long each time.
    private var patience: Int64 = 0

    /// What is left for the next question at the same place: the socket, where it has proved good.
    private(set) var line: DNSLine?
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var incoming: [UInt8] = []

    /// - Parameter line: A socket that may be used again.
    init(_ question: DNSQuestion, number: Int, _ policy: DNSPolicy, _ line: DNSLine?, at now: Int64) {
        self.line = line
        self.number = number
        exchange = DNSExchange(question, number: number, policy)
        began = now
        end = now &+ (policy.limit?.nanoseconds ?? .max / 2)
        attemptEnd = end
        deadline = end
    }

    /// Sends queries until one is under way; false where nothing is left to do.
    ///
    /// A datagram that is not answered `lateAfter` nanoseconds is sent again.
    func ask(
        _ policy: DNSPolicy,
        _ set: borrowing PollSet,
        token: Int,
        lateAfter: Int64?,
        ids: inout RandomNumbers,
        at now: Int64
    ) -> Bool {
        while true {
            do throws(SystemFailure) {
                let query = exchange.query(id: ids.next())
                let isStream = exchange.transport == .tcp
                asked = now
                attemptEnd = min(end, now + policy.timeout.nanoseconds)
                patience = (isStream ? nil : lateAfter) ?? .max / 4
                deadline = min(attemptEnd, now + patience)
                outgoing = isStream ? [UInt8(query.count >> 8), UInt8(truncatingIfNeeded: query.count)] + query : query
                sent = 0
                incoming = []
                if let last = line, !isStream, last.leads(to: exchange.server, at: now) {
                    line = last.used
                    try send()
                    return true
                }
                let socket = try NonblockingSocket(
                    isStream ? .tcp : .udp,
                    to: .internet(exchange.server),
                    options: [.errorMessages(isIPv6: exchange.server.address.family == .ipv6)]
                )
                line = DNSLine(socket: socket, server: exchange.server, transport: exchange.transport, opened: now)
                if !isStream { try send() }
                try set.watch(socket, for: isStream ? .writing : .reading, token: token)
                return true
            } catch {
                guard fail(error) == .ask else { return false }
            }
        }
    }

    /// Goes on where the socket is ready.
    func advance(_ set: borrowing PollSet, token: Int, _ buffer: inout [UInt8]) -> DNSExchange.Step {
        guard let socket = line?.socket else { return .wait }
        do throws(SystemFailure) {
            if sent < outgoing.count {
                try send()
                if sent == outgoing.count { try set.watch(socket, for: .reading, token: token) }
                return .wait
            }
            guard let count = try socket.receive(into: &buffer) else { return .wait }
            if exchange.transport == .udp { return exchange.take(Array(buffer[..<count])) }
            guard count > 0 else { return exchange.fail(.closedEarly) }
            incoming += buffer[..<count]
            return takeStream()
        } catch {
            return fail(error)
        }
    }

    /// The time for an answer is up; or it is late, and the query goes out once more as it was, so that either counts.
    func expire(at now: Int64) -> DNSExchange.Step {
        if now < attemptEnd {
            asked = nil
            patience *= 2
            deadline = min(attemptEnd, now + patience)
            sent = 0
            do throws(SystemFailure) {
                try send()
            } catch {
                return fail(error)
            }
            exchange.countQuery()
            return .wait
        }
        // What comes from now on is for nobody.
        line = nil
        guard now < end else {
            exchange.expire()
            return .done
        }
        return exchange.fail(.timedOut)
    }

    /// A call on the socket failed: an ICMP message may say why.
    private func fail(_ failure: SystemFailure) -> DNSExchange.Step {
        let message = line?.socket.icmpError()
        line = nil
        return exchange.fail(.unreachable(failure, message))
    }

    private func send() throws(SystemFailure) {
        sent += try line?.socket.send(outgoing, from: sent) ?? 0
    }

    /// A message is behind its length of two bytes (RFC 1035 section 4.2.2).
    private func takeStream() -> DNSExchange.Step {
        while incoming.count >= 2 {
            let length = Int(incoming[0]) << 8 | Int(incoming[1])
            guard incoming.count >= 2 + length else { return .wait }
            let step = exchange.take(Array(incoming[2..<2 + length]))
            guard step == .wait else { return step }
            incoming.removeFirst(2 + length)
        }
        return .wait
    }
}

/// A socket, and how often it has been used.
struct DNSLine {
    /// So many queries leave from one port at most.
    private static let mostUses = 64
    /// And for so many nanoseconds.
    private static let lifetime: Int64 = 1_000_000_000

    let socket: NonblockingSocket
    let server: SocketAddress
    let transport: DNSTransport
    /// CLOCK_MONOTONIC in nanoseconds.
    let opened: Int64
    private var uses = 1

    init(socket: NonblockingSocket, server: SocketAddress, transport: DNSTransport, opened: Int64) {
        self.socket = socket
        self.server = server
        self.transport = transport
        self.opened = opened
    }

    /// Whether a query to `server` may go the same way.
    func leads(to server: SocketAddress, at now: Int64) -> Bool {
        transport == .udp && uses < Self.mostUses && now - opened < Self.lifetime && self.server == server
    }

    var used: DNSLine {
        var line = self
        line.uses += 1
        return line
    }
}
