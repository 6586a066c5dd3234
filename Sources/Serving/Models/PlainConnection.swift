package import Platform
internal import SystemPackage
internal import Wire

/// A client served with calls that wait, each of them as a recorder is to see it.
package struct PlainConnection: ~Copyable {
    /// The largest buffer that is used again.
    private static let keptSize = 1 << 16

    private var socket: StreamSocket
    private var exchange: Exchange
    private let cutter: SocketCutter?
    private let receiveSize: Int
    private let observe: (Server.Event.Progress) -> Void

    /// Serves to the end, on this thread.
    static func serve(_ accepted: Listener.Accepted, _ conditions: Conditions, _ cutter: SocketCutter) -> Served {
        if conditions.service.hears { return PolledConnection.serve(accepted, conditions, cutter) }
        let exchange = conditions.exchange(with: accepted)
        let socket = accepted.open(recorder: conditions.recorder)
        guard let exchange else { return Served(Client.Ends(local: accepted.local, remote: accepted.remote)) }
        let progress = conditions.progress(of: accepted.connection)
        let plain = PlainConnection(socket, exchange, conditions.service.receiveSize, cutter, progress)
        return plain.run(conditions.options(for: accepted))
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
        return PlainConnection(socket, exchange, service.receiveSize, nil) { _ in }.run(service.options)
    }

    private init(
        _ socket: consuming StreamSocket,
        _ exchange: consuming Exchange,
        _ receiveSize: Int,
        _ cutter: SocketCutter?,
        _ observe: @escaping (Server.Event.Progress) -> Void
    ) {
        self.socket = socket
        self.exchange = exchange
        self.receiveSize = receiveSize
        self.cutter = cutter
        self.observe = observe
    }

    private consuming func run(_ options: [SocketOption]) -> Served {
        var buffer = StreamSocket.room(for: receiveSize)
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
            if isCut { exchange.abort(.drain) }
            let step = exchange.next(at: Clock.monotonicNanoseconds())
            if case .close(let end, let reset) = step {
                if reset { try? socket.setOption(.resetOnClose) }
                cutter?.retire()
                socket.close(reason: end.name)
                return exchange.served
            }
            do throws(SystemFailure) {
                try take(step, &buffer)
            } catch  where error.isTemporary {
                // A time-out of the socket's: the exchange knows what it means.
            } catch {
                exchange.abort(isCut ? .drain : Served.End(error))
            }
        }
    }

    private var isCut: Bool { cutter?.isCut ?? false }

    private mutating func take(_ step: Exchange.Step, _ buffer: inout [UInt8]) throws(SystemFailure) {
        switch step {
        case .rest where exchange.wantsInput:
            try receive(into: &buffer)
        case .rest:
            try pause(until: exchange.deadline)
        case .send(let limit):
            let unsent = exchange.unsent.prefix(limit)
            let count = try socket.send(unsent.span)
            observe(.write(bytes: count))
            exchange.sent(count, Clock.now(), at: Clock.monotonicNanoseconds())
        case .wait(let time):
            try pause(until: min(time, exchange.deadline ?? time))
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
        guard exchange.receive(buffer.span.extracting(0..<count), Clock.now(), at: now) else {
            // On a thread of its own a session may block.
            exchange.resumed(at: Clock.monotonicNanoseconds())
            // What a large request took is not kept for as long as its answer takes.
            if receiveSize > Self.keptSize { buffer = StreamSocket.room(for: receiveSize) }
            return
        }
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

    /// Waits until then, or for the connection to be gone, which nothing else would tell.
    private mutating func pause(until time: Int64?) throws(SystemFailure) {
        let timeout = time.map { Duration.nanoseconds(max(0, $0 - Clock.monotonicNanoseconds())) }
        let none: Mailbox<SessionMessage>? = nil
        if try Readiness.wait(for: socket.handle, .nothing, or: none, timeout: timeout).hasHungUp {
            exchange.abort(isCut ? .drain : .reset)
        }
    }
}
