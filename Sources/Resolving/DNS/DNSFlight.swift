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

    private var socket: NonblockingSocket?
    private var outgoing: [UInt8] = []
    private var sent = 0
    private var incoming: [UInt8] = []

    init(_ question: DNSQuestion, number: Int, _ policy: DNSPolicy, at now: Int64) {
        self.number = number
        exchange = DNSExchange(question, number: number, policy)
        began = now
        end = now &+ (policy.limit?.nanoseconds ?? .max / 2)
        deadline = end
    }

    /// Sends queries until one is under way; false where nothing is left to do.
    func ask(_ policy: DNSPolicy, _ set: borrowing PollSet, token: Int, at now: Int64) -> Bool {
        while true {
            do throws(SystemFailure) {
                deadline = min(end, now + policy.timeout.nanoseconds)
                let query = exchange.query()
                let isStream = exchange.transport == .tcp
                outgoing = isStream ? [UInt8(query.count >> 8), UInt8(truncatingIfNeeded: query.count)] + query : query
                sent = 0
                incoming = []
                let socket = try NonblockingSocket(isStream ? .stream : .datagram, to: exchange.server)
                self.socket = socket
                if !isStream { try send() }
                try set.watch(socket, for: isStream ? .writing : .reading, token: token)
                return true
            } catch {
                guard exchange.fail(.unreachable(error)) == .ask else { return false }
            }
        }
    }

    /// Goes on where the socket is ready.
    func advance(_ set: borrowing PollSet, token: Int, _ buffer: inout [UInt8]) -> DNSExchange.Step {
        guard let socket else { return .wait }
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
            return exchange.fail(.unreachable(error))
        }
    }

    /// The time for an answer is up.
    func expire(at now: Int64) -> DNSExchange.Step {
        guard now < end else {
            exchange.expire()
            return .done
        }
        return exchange.fail(.timedOut)
    }

    private func send() throws(SystemFailure) {
        sent += try socket?.send(outgoing, from: sent) ?? 0
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
