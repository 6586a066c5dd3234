internal import NIOCore
internal import Platform
internal import SystemPackage

/// Drives an exchange with what an event loop tells of its channel.
///
/// What is to be sent is first offered to the socket itself, in one call. What that does not take yet is handed to the channel,
/// whose water marks are 1: it is writable again exactly when all of that has left.
final class ExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The user event that cuts the connection off.
    struct Cut: Sendable {}

    /// The most bytes that one receive call brings, and that are handed to the channel at once.
    static let largestPiece = 1 << 16
    /// How many send calls one client may have before others have their turn, and how long.
    private static let callsInTurn = 16
    private static let turn: Int64 = 1_000_000

    private var isOver = false
    private var isReading = false
    private var isHandingOver = false
    private var isShutDown = false
    /// When the event that is being handled came: the clock is read once for it.
    private var now: Int64 = 0
    /// How much of what the exchange has pending was handed to the channel, and has not left yet.
    private var sending = 0
    private let observe: ((Server.Event.Progress) -> Void)?
    private var exchange: Exchange
    private let accepted: Listener.Accepted
    private let end: (Served) -> Void
    private var context: ChannelHandlerContext?
    private var timer: (task: Scheduled<Void>, due: Int64)?

    init(
        _ exchange: consuming Exchange,
        with accepted: Listener.Accepted,
        observe: ((Server.Event.Progress) -> Void)?,
        end: @escaping (Served) -> Void
    ) {
        self.exchange = exchange
        self.accepted = accepted
        self.observe = observe
        self.end = end
    }

    // MARK: What the event loop tells

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func channelActive(context: ChannelHandlerContext) {
        now = Clock.monotonicNanoseconds()
        exchange.open(Clock.now(), at: now)
        advance(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let count = buffer.readableBytes
        isReading = false
        now = Clock.monotonicNanoseconds()
        observe?(.read(bytes: count))
        if exchange.receive(buffer.readableBytesUInt8Span, Clock.now(), at: now) {
            giveBack(buffer.readableBytesUInt8Span)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { advance(context) }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        guard !isHandingOver, sending > 0 else { return }
        now = Clock.monotonicNanoseconds()
        noteLeft(context)
        advance(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        now = Clock.monotonicNanoseconds()
        switch event {
        case ChannelEvent.inputClosed:
            exchange.endInput(Clock.now(), at: now)
        case let message as SessionMessage:
            exchange.hear(message, Clock.now(), at: now)
        case is Cut:
            notePartlyLeft(context)
            exchange.abort(.drain)
        default:
            return
        }
        advance(context)
    }

    /// A receive call failed; the event loop closes the channel next.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        now = Clock.monotonicNanoseconds()
        notePartlyLeft(context)
        let errno = (error as? IOError).map { Errno(rawValue: $0.errnoCode) } ?? .ioError
        exchange.abort(Served.End(SystemFailure("recv", errno)))
        advance(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // With the sending side shut down, the client's end of its stream closes the channel without being told of.
        if isShutDown { exchange.endInput(Clock.now(), at: Clock.monotonicNanoseconds()) }
        // What has not ended by itself ended with a send call, which fails where the client is gone.
        exchange.abort(.reset)
        finish()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        exchange.abort(.reset)
        finish()
        self.context = nil
    }

    // MARK: What the exchange wants

    private func advance(_ context: ChannelHandlerContext) {
        var calls = 0
        let start = now
        while !isOver {
            switch exchange.next(at: now) {
            case .rest: return rest(context, until: nil)
            case .wait(let time): return rest(context, until: time)
            case .send where sending > 0, .shutdown where sending > 0: return rest(context, until: nil)
            case .send where calls == Self.callsInTurn, .send where now - start > Self.turn:
                return rest(context, until: now)
            case .send(let limit):
                calls += 1
                send(limit, context)
                now = Clock.monotonicNanoseconds()
            case .shutdown:
                isShutDown = true
                exchange.didShutdown(at: now)
                context.close(mode: .output, promise: nil)
            case .close(_, let reset):
                if reset { try? accepted.setOption(.resetOnClose) }
                context.close(promise: nil)
            }
        }
    }

    /// Sends what just came.
    private func giveBack(_ bytes: borrowing Span<UInt8>) {
        do throws(SystemFailure) {
            let count = try accepted.send(bytes)
            observe?(.write(bytes: count))
            exchange.returned(count, at: now)
            if count < bytes.count { exchange.queue(bytes.extracting(droppingFirst: count)) }
        } catch  where error.isTemporary {
            exchange.queue(bytes)
        } catch {
            exchange.abort(Served.End(error))
        }
    }

    private func send(_ limit: Int, _ context: ChannelHandlerContext) {
        do throws(SystemFailure) {
            let unsent = exchange.unsent.prefix(limit)
            sending = try accepted.send(unsent.span)
            note(left: sending)
        } catch  where error.isTemporary {
            let piece = exchange.unsent.prefix(min(limit, Self.largestPiece))
            sending = piece.count
            isHandingOver = true
            context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: piece)), promise: nil)
            context.flush()
            isHandingOver = false
            noteLeft(context)
        } catch {
            exchange.abort(Served.End(error))
        }
    }

    /// Waits for input, where that is wanted and there is room for it, and for what is due.
    private func rest(_ context: ChannelHandlerContext, until time: Int64?) {
        let due = min(time ?? .max, exchange.deadline ?? .max)
        if due < .max { schedule(due, context) }
        guard !isReading, exchange.wantsInput,
            exchange.pendingCount + sending + Self.largestPiece <= Exchange.pendingLimit
        else { return }
        isReading = true
        context.read()
    }

    /// A timer that is due earlier is left: it looks again.
    private func schedule(_ due: Int64, _ context: ChannelHandlerContext) {
        if let timer, timer.due <= due { return }
        timer?.task.cancel()
        let wait = TimeAmount.nanoseconds(max(0, due - Clock.monotonicNanoseconds()))
        let task = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [weak self] in
            guard let self, let context = self.context else { return }
            timer = nil
            now = Clock.monotonicNanoseconds()
            notePartlyLeft(context)
            advance(context)
        }
        timer = (task, due)
    }

    /// All that was handed to the channel has left, if it is writable.
    private func noteLeft(_ context: ChannelHandlerContext) {
        guard !isOver, context.channel.isWritable else { return }
        note(left: sending)
    }

    /// Some of what was handed to the channel may have left.
    private func notePartlyLeft(_ context: ChannelHandlerContext) {
        guard sending > 0, let rest = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes) else {
            return
        }
        note(left: sending - rest)
    }

    private func note(left count: Int) {
        guard count > 0 else { return }
        observe?(.write(bytes: count))
        sending -= count
        exchange.sent(count, Clock.now(), at: now)
    }

    private func finish() {
        guard !isOver else { return }
        isOver = true
        timer?.task.cancel()
        timer = nil
        _ = exchange.next(at: Clock.monotonicNanoseconds())
        end(exchange.served)
    }
}
