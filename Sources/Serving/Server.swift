package import Platform
internal import SystemPackage
package import Wire

/// Accepts the clients of its listeners and has them served by a model, until it is told to stop.
package struct Server: ~Copyable {
    package struct Settings: Sendable {
        package var model = Model.eventLoop
        /// What one connection may cost.
        package var limits = Exchange.Limits()
        package var faults = Faults()
        /// How long clients may take to finish once it stops.
        package var drain = Duration.seconds(5)
        /// How many clients are served at once; more wait in the backlog. Nil is any number.
        package var maxConnections: Int?
        /// After so many clients no more are accepted; nil is any number.
        package var count: Int?
        /// It stops by itself after this time; nil is never.
        package var lasting: Duration?
        /// Every read and write is told of.
        package var isVerbose = false

        package init() {}
    }

    package enum Event: Sendable {
        package enum Progress: Sendable, Equatable {
            case read(bytes: Int)
            case write(bytes: Int)
        }

        case accepted(connection: Int, local: SocketName, remote: SocketName)
        case progress(connection: Int, Progress)
        /// Something was done on purpose.
        case fault(connection: Int, Fault)
        case closed(connection: Int, Served)
        /// A client came and could not be taken; others will be.
        case notAccepted(SystemFailure)
        /// No more clients are accepted; so many are still served, for so long.
        case draining(clients: Int, Duration)
    }

    package struct Summary: Sendable, Equatable {
        package var connections = 0
        package var bytesReceived: Int64 = 0
        package var bytesSent: Int64 = 0
        /// Clients that were still being served when the time to drain was up.
        package var cut = 0

        package init() {}
    }

    /// Told of events from the threads in which they happen.
    package typealias Observer = @Sendable (Event) -> Void

    /// How long accepting rests when there is no descriptor left for a client.
    private static let acceptRest = Duration.milliseconds(100)
    /// How long cut connections may take to be told of.
    private static let cuttingTime = Duration.seconds(2)

    /// What the kernel takes of a client that nobody reads.
    private static let deafBuffer = 4096

    private enum Phase {
        case accepting
        /// Those that are served may finish, until then at the latest.
        case draining(deadline: Int64?)
        case cutting(deadline: Int64)
    }

    private var listeners: [Listener]
    private let settings: Settings
    private let model: any ServingModel
    private let conditions: Conditions
    private var phase = Phase.accepting
    private var active = 0
    private var restUntil = Int64.min
    private var summary = Summary()
    private var numbers: SeededNumbers

    package init(
        _ service: Service,
        on listeners: [Listener],
        settings: Settings,
        recorder: (any IORecorder)?,
        observer: @escaping Observer
    ) throws(ServingError) {
        let conditions: Conditions
        let model: any ServingModel
        do throws(SystemFailure) {
            conditions = Conditions(
                service: service,
                settings: settings,
                recorder: recorder,
                observer: observer,
                ended: try Mailbox()
            )
            model =
                switch settings.model {
                case .eventLoop: EventLoopModel(conditions)
                case .iterative, .thread: ThreadModel(conditions)
                case .fork: try ForkModel(conditions, listening: listeners.map(\.descriptor))
                case .select: try SelectModel(conditions)
                }
        } catch {
            throw .system(error)
        }
        self.listeners = listeners
        self.settings = settings
        self.conditions = conditions
        self.model = model
        numbers = SeededNumbers(seed: settings.faults.seed)
    }

    /// Serves until a signal comes, the time is up or all clients that it is for were served; then lets those that it has
    /// finish. A second signal ends at once.
    package consuming func run(until stop: borrowing StopSignals) throws(ServingError) -> Summary {
        let end = settings.lasting.map { Clock.monotonicNanoseconds() &+ $0.nanoseconds }
        _ = DescriptorLimit.raise()
        do throws(SystemFailure) {
            try model.start()
            if settings.faults.isDeaf {
                // The window then closes after the first few bytes.
                for listener in listeners { try listener.setOption(.receiveBuffer(Self.deafBuffer)) }
            }
            while true {
                let now = Clock.monotonicNanoseconds()
                advance(at: now, end: end)
                if isOver(at: now) { break }
                try turn(at: now, end: end, until: stop)
            }
        } catch {
            throw .system(error)
        }
        return summary
    }

    /// What time alone changes.
    private mutating func advance(at now: Int64, end: Int64?) {
        switch phase {
        case .accepting:
            if let count = settings.count, summary.connections >= count { stopAccepting(deadline: nil) }
            if let end, now >= end { drain(at: now) }
        case .draining(let deadline):
            if let deadline, now >= deadline { cut(at: now) }
        case .cutting: break
        }
    }

    private func isOver(at now: Int64) -> Bool {
        switch phase {
        case .accepting: false
        case .draining: active == 0
        case .cutting(let deadline): active == 0 || now >= deadline
        }
    }

    private mutating func turn(at now: Int64, end: Int64?, until stop: borrowing StopSignals) throws(SystemFailure) {
        let room = settings.model == .iterative ? 1 : settings.maxConnections ?? .max
        let waiting: [Listener] = active < room && now >= restUntil ? listeners : []
        var sources: [any Waitable] = waiting
        sources.append(conditions.ended)
        if let waitable = model.waitable { sources.append(waitable) }
        let (ready, signal) = try Readiness.wait(for: sources, or: stop, timeout: timeout(at: now, end: end))

        if signal != nil {
            if case .accepting = phase { drain(at: now) } else { cut(at: now) }
        }
        for ended in conditions.ended.take() { note(ended) }
        try model.turn()
        for (listener, isReady) in zip(waiting, ready) where isReady && active < room { accept(from: listener) }
    }

    /// Until something is to be done that nothing is waited for; nil where there is nothing.
    private func timeout(at now: Int64, end: Int64?) -> Duration? {
        var times = [model.deadline].compactMap(\.self)
        switch phase {
        case .accepting:
            if let end { times.append(end) }
            if restUntil > now { times.append(restUntil) }
        case .draining(let deadline): if let deadline { times.append(deadline) }
        case .cutting(let deadline): times.append(deadline)
        }
        return times.min().map { .nanoseconds(max(0, $0 - now)) }
    }

    private mutating func accept(from listener: Listener) {
        guard case .accepting = phase, summary.connections < settings.count ?? .max else { return }
        let connection = summary.connections + 1
        do throws(SystemFailure) {
            let accepted = try listener.accept(connection: connection)
            conditions.observer(
                .accepted(connection: connection, local: accepted.local, remote: accepted.remote)
            )
            if settings.faults.refuses(&numbers) {
                summary.connections = connection
                return refuse(accepted)
            }
            do throws(SystemFailure) {
                try model.take(accepted)
            } catch {
                accepted.discard()
                throw error
            }
            summary.connections = connection
            active += 1
        } catch  where [.wouldBlock, .connectionAbort, .socketNotConnected].contains(error.errno) {
            // The client left between poll and accept.
        } catch {
            conditions.observer(.notAccepted(error))
            restUntil = Clock.monotonicNanoseconds() &+ Self.acceptRest.nanoseconds
        }
    }

    private func refuse(_ accepted: Listener.Accepted) {
        let connection = accepted.connection
        var served = Served(Client.Ends(local: accepted.local, remote: accepted.remote))
        served.end = .fault
        var socket = accepted.open(recorder: conditions.recorder)
        // A client that has left already has nothing more to be told.
        try? socket.setOption(.resetOnClose)
        socket.close(reason: served.end.name)
        conditions.observer(.fault(connection: connection, .refuse))
        conditions.observer(.closed(connection: connection, served))
    }

    private mutating func note(_ ended: Conditions.Ended) {
        active -= 1
        summary.bytesReceived += ended.served.bytesReceived
        summary.bytesSent += ended.served.bytesSent
        if ended.served.end == .drain { summary.cut += 1 }
        conditions.observer(.closed(connection: ended.connection, ended.served))
    }

    /// New clients are refused from here on.
    private mutating func stopAccepting(deadline: Int64?) {
        listeners = []
        phase = .draining(deadline: deadline)
    }

    private mutating func drain(at now: Int64) {
        if active > 0 { conditions.observer(.draining(clients: active, settings.drain)) }
        stopAccepting(deadline: now &+ settings.drain.nanoseconds)
    }

    private mutating func cut(at now: Int64) {
        if case .cutting = phase { return }
        model.cut()
        phase = .cutting(deadline: now &+ Self.cuttingTime.nanoseconds)
    }
}
