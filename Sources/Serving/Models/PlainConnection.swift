package import Platform
internal import SystemPackage
internal import Wire

/// A client served with calls that wait, each of them as a recorder is to see it.
package struct PlainConnection: ~Copyable {
    private var socket: StreamSocket
    private var exchange: Exchange
    /// Where a session that hears is told things.
    private let inbox: Mailbox<SessionMessage>?
    private let cutter: SocketCutter?
    private let receiveSize: Int
    private let observe: (Server.Event.Progress) -> Void

    /// Serves to the end.
    static func serve(_ accepted: Listener.Accepted, _ conditions: Conditions, _ cutter: SocketCutter) -> Served {
        let service = conditions.service
        let ends = Client.Ends(local: accepted.local, remote: accepted.remote)
        let connection = accepted.connection
        let inbox = service.hears ? try? Mailbox<SessionMessage>() : nil
        let exchange = conditions.exchange(with: accepted) { inbox?.post($0) }
        let socket = accepted.open(recorder: conditions.recorder)
        guard let exchange else { return Served(ends) }
        let isVerbose = conditions.settings.isVerbose
        let plain = PlainConnection(socket, exchange, service, inbox, cutter) { progress in
            if isVerbose { conditions.observer(.progress(connection: connection, progress)) }
        }
        return plain.run(service.options)
    }

    /// Serves one connection of `service` to its end, without a server.
    package static func serve(_ accepted: Listener.Accepted, _ service: Service, recorder: (any IORecorder)?) -> Served
    {
        let ends = Client.Ends(local: accepted.local, remote: accepted.remote)
        let client = Client(connection: accepted.connection, local: ends.local, remote: ends.remote)
        let socket = accepted.open(recorder: recorder)
        guard let session = service.session?(client) else { return Served(ends) }
        let exchange = Exchange(
            session,
            ends,
            pace: Pace(writeSize: service.writeSize, writeGap: service.writeGap),
            at: Clock.monotonicNanoseconds()
        )
        return PlainConnection(socket, exchange, service, nil, nil) { _ in }.run(service.options)
    }

    private init(
        _ socket: consuming StreamSocket,
        _ exchange: Exchange,
        _ service: Service,
        _ inbox: Mailbox<SessionMessage>?,
        _ cutter: SocketCutter?,
        _ observe: @escaping (Server.Event.Progress) -> Void
    ) {
        self.socket = socket
        self.exchange = exchange
        self.inbox = inbox
        self.cutter = cutter
        self.observe = observe
        receiveSize = service.receiveSize
    }

    private consuming func run(_ options: [SocketOption]) -> Served {
        var buffer = [UInt8](repeating: 0, count: receiveSize)
        do throws(SystemFailure) {
            for option in options { try socket.setOption(option) }
            if let idle = exchange.limits.idle {
                try socket.setOption(.receiveTimeout(idle))
                try socket.setOption(.sendTimeout(idle))
            }
        } catch {
            exchange.abort(.failed(error))
        }
        exchange.open(Clock.now(), at: Clock.monotonicNanoseconds())
        while true {
            if cutter?.isCut == true { exchange.abort(.drain) }
            let step = exchange.next(at: Clock.monotonicNanoseconds())
            if case .close(let end, _) = step {
                cutter?.retire()
                socket.close(reason: end.name)
                return exchange.served
            }
            do throws(SystemFailure) {
                try take(step, &buffer)
            } catch  where error.errno == .wouldBlock || error.errno == .interrupted {
                // A time-out of the socket's: the exchange knows what it means.
            } catch {
                exchange.abort(Served.End(error))
            }
        }
    }

    private mutating func take(_ step: Exchange.Step, _ buffer: inout [UInt8]) throws(SystemFailure) {
        switch step {
        case .rest:
            guard exchange.wantsInput else { return }
            if try !hears() { try receive(into: &buffer) }
        case .send(let limit):
            let unsent = exchange.unsent.prefix(limit)
            let count = try socket.send(unsent.span)
            observe(.write(bytes: count))
            exchange.sent(count, Clock.now(), at: Clock.monotonicNanoseconds())
        case .wait(let time):
            Clock.sleep(for: .nanoseconds(max(0, time - Clock.monotonicNanoseconds())))
        case .shutdown:
            try socket.setOption(.receiveTimeout(Exchange.closingTime))
            try socket.shutdownSending()
            exchange.didShutdown(at: Clock.monotonicNanoseconds())
        case .close:
            break
        }
    }

    private mutating func receive(into buffer: inout [UInt8]) throws(SystemFailure) {
        let count = try socket.receive(into: &buffer)
        let now = Clock.monotonicNanoseconds()
        guard count > 0 else { return exchange.endInput(Clock.now(), at: now) }
        observe(.read(bytes: count))
        guard exchange.receive(buffer.span.extracting(0..<count), Clock.now(), at: now) else { return }
        var sent = 0
        while sent < count {
            do throws(SystemFailure) {
                let bytes = try socket.send(buffer.span.extracting(sent..<count))
                observe(.write(bytes: bytes))
                exchange.returned(bytes, at: Clock.monotonicNanoseconds())
                sent += bytes
            } catch {
                exchange.queue(buffer.span.extracting(sent..<count))
                throw error
            }
        }
    }

    /// Waits for input or a message, where the session hears; whether there was a message.
    private mutating func hears() throws(SystemFailure) -> Bool {
        guard let inbox else { return false }
        let timeout = exchange.deadline.map { Duration.nanoseconds(max(0, $0 - Clock.monotonicNanoseconds())) }
        let ready = try socket.wait(or: inbox, timeout: timeout)
        guard ready.message else { return !ready.input }
        for message in inbox.take() { exchange.hear(message, Clock.now(), at: Clock.monotonicNanoseconds()) }
        return true
    }
}
