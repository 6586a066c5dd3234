package import Platform
internal import SystemPackage
package import Wire

/// Accepts the clients of its listeners and has them served by a model, until it is told to stop.
package struct Server: ~Copyable {
    package struct Settings: Sendable {
        package var model = Model.thread
        /// What one connection may cost.
        package var limits = Exchange.Limits()
        /// How long clients may take to finish once it stops.
        package var drain = Duration.seconds(5)
        /// How many clients are served at once, while more wait in the backlog; nil is any number.
        package var maxConnections: Int?
        /// After so many clients no more are accepted; nil is any number.
        package var count: Int?
        /// It stops by itself after this time; nil is never.
        package var lasting: Duration?
        /// Who is served.
        package var admission = Admission()
        /// Every read and write is told of.
        package var isVerbose = false

        package init() {}
    }

    package enum Event: Sendable {
        package enum Progress: Sendable {
            case read(bytes: Int)
            case write(bytes: Int)
        }

        case accepted(connection: Int, local: SocketName, remote: SocketName, service: String)
        /// A client came that is not to be served, and was closed at once.
        case refused(local: SocketName, remote: SocketName, service: String)
        case progress(connection: Int, Progress)
        case closed(connection: Int, Served)
        /// A client came and could not be taken; others will be.
        case notAccepted(SystemFailure)
        /// No more clients are accepted; so many are still served, for so long.
        case draining(clients: Int, Duration)
        /// Whoever turns logs over asks to have them opened anew.
        case reopen
    }

    package struct Summary: Sendable, Equatable {
        package var connections = 0
        package var bytesReceived: Int64 = 0
        package var bytesSent: Int64 = 0
        /// Clients that were still being served when the time to drain was up.
        package var cut = 0
        /// Clients that were not let in.
        package var refused = 0
        /// How connections ended, by the names of `Served.End`.
        package var ends: [String: Int] = [:]
        /// The longest connection.
        package var longestNanoseconds: Int64 = 0
        /// How long the server ran.
        package var durationNanoseconds: Int64 = 0

        package init() {}
    }

    /// Told of events from the threads in which they happen.
    package typealias Observer = @Sendable (Event) -> Void

    /// How long accepting rests when there is no descriptor left for a client.
    private static let acceptRest = Duration.milliseconds(100)
    /// How long cut connections may take to be told of.
    private static let cuttingTime = Duration.seconds(2)

    private enum Phase {
        case accepting
        /// Those that are served may finish, until then at the latest.
        case draining(deadline: Int64?)
        case cutting(deadline: Int64)
    }

    /// A listener, and who serves its clients.
    private struct Entrance {
        let listener: Listener
        let hall: Int
    }

    /// A service and what serves its clients.
    private struct Hall {
        let service: Service
        let model: any ServingModel
    }

    private var entrances: [Entrance] = []
    /// Bound for the services that answer datagrams, and closed with the listeners.
    private var datagrams: [DatagramSocket] = []
    private let settings: Settings
    private var halls: [Hall] = []
    private let observer: Observer
    private let ended: Mailbox<Conditions.Ended>
    private var phase = Phase.accepting
    private var active = 0
    private var restUntil = Int64.min
    private var summary = Summary()

    package init(
        _ service: Service,
        on listeners: [Listener],
        settings: Settings,
        recorder: (any IORecorder)?,
        observer: @escaping Observer
    ) throws(ServingError) {
        try self.init(
            [Door(service, listeners: listeners)],
            settings: settings,
            recorder: recorder,
            observer: observer
        )
    }

    /// Each service has a model of its own.
    package init(
        _ doors: [Door],
        settings: Settings,
        recorder: (any IORecorder)?,
        observer: @escaping Observer
    ) throws(ServingError) {
        self.settings = settings
        self.observer = observer
        do throws(SystemFailure) { ended = try Mailbox() } catch { throw .system(error) }
        for (index, door) in doors.enumerated() {
            let conditions = Conditions(
                service: door.service,
                settings: settings,
                recorder: recorder,
                observer: observer,
                ended: ended
            )
            let model: any ServingModel =
                switch settings.model {
                case .iterative, .thread: ThreadModel(conditions)
                }
            halls.append(Hall(service: door.service, model: model))
            entrances += door.listeners.map { Entrance(listener: $0, hall: index) }
            datagrams += door.datagrams
        }
    }

    /// Serves until a signal comes, the time is up or all clients that it is for were served; then lets those that it has finish.
    ///
    /// A second signal ends at once. A connection that is there already is the first client, of the first service.
    package consuming func run(
        until stop: borrowing StopSignals,
        serving connection: Listener.Accepted? = nil
    ) throws(ServingError) -> Summary {
        let start = Clock.monotonicNanoseconds()
        let end = settings.lasting.map { start &+ $0.nanoseconds }
        do throws(SystemFailure) {
            if let connection { take(connection, hall: 0) }
            while true {
                let now = Clock.monotonicNanoseconds()
                advance(at: now, end: end)
                if isOver(at: now) { break }
                try turn(at: now, end: end, until: stop)
            }
        } catch {
            throw .system(error)
        }
        summary.durationNanoseconds = Clock.monotonicNanoseconds() - start
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
        let waiting = active < room && now >= restUntil ? entrances : []
        var sources: [any Waitable] = waiting.map(\.listener)
        sources.append(ended)
        sources += halls.compactMap(\.model.waitable)
        let (ready, signal) = try Readiness.wait(for: sources, or: stop, timeout: timeout(at: now, end: end))

        switch signal {
        case nil, .report: break
        case .reopen: observer(.reopen)
        case .stop: if case .accepting = phase { drain(at: now) } else { cut(at: now) }
        }
        for ended in ended.take() { note(ended) }
        for hall in halls { try hall.model.turn() }
        for (entrance, isReady) in zip(waiting, ready) where isReady && active < room { accept(at: entrance) }
    }

    /// Until something is to be done that nothing is waited for; nil where there is nothing.
    private func timeout(at now: Int64, end: Int64?) -> Duration? {
        var times = halls.compactMap(\.model.deadline)
        switch phase {
        case .accepting:
            if let end { times.append(end) }
            if restUntil > now { times.append(restUntil) }
        case .draining(let deadline): if let deadline { times.append(deadline) }
        case .cutting(let deadline): times.append(deadline)
        }
        return times.min().map { .nanoseconds(max(0, $0 - now)) }
    }

    private mutating func accept(at entrance: Entrance) {
        guard case .accepting = phase, summary.connections < settings.count ?? .max else { return }
        do throws(SystemFailure) {
            take(try entrance.listener.accept(connection: summary.connections + 1), hall: entrance.hall)
        } catch  where [.wouldBlock, .connectionAbort, .socketNotConnected].contains(error.errno) {
            // The client left between poll and accept.
        } catch {
            rest(because: error)
        }
    }

    private mutating func take(_ accepted: Listener.Accepted, hall index: Int) {
        let service = halls[index].service.name
        guard settings.admission.admits(accepted.remote) else {
            accepted.discard()
            summary.refused += 1
            observer(.refused(local: accepted.local, remote: accepted.remote, service: service))
            return
        }
        let connection = accepted.connection
        observer(
            .accepted(connection: connection, local: accepted.local, remote: accepted.remote, service: service)
        )
        do throws(SystemFailure) {
            try halls[index].model.take(accepted)
        } catch {
            accepted.discard()
            return rest(because: error)
        }
        summary.connections = connection
        active += 1
    }

    private mutating func rest(because failure: SystemFailure) {
        observer(.notAccepted(failure))
        restUntil = Clock.monotonicNanoseconds() &+ Self.acceptRest.nanoseconds
    }

    private mutating func note(_ ended: Conditions.Ended) {
        active -= 1
        summary.bytesReceived += ended.served.bytesReceived
        summary.bytesSent += ended.served.bytesSent
        if ended.served.end == .drain { summary.cut += 1 }
        summary.ends[ended.served.end.name, default: 0] += 1
        summary.longestNanoseconds = max(summary.longestNanoseconds, ended.served.durationNanoseconds)
        observer(.closed(connection: ended.connection, ended.served))
    }

    /// New clients are refused from here on.
    private mutating func stopAccepting(deadline: Int64?) {
        entrances = []
        datagrams = []
        phase = .draining(deadline: deadline)
    }

    private mutating func drain(at now: Int64) {
        if active > 0 { observer(.draining(clients: active, settings.drain)) }
        stopAccepting(deadline: now &+ settings.drain.nanoseconds)
    }

    private mutating func cut(at now: Int64) {
        if case .cutting = phase { return }
        for hall in halls { hall.model.cut() }
        phase = .cutting(deadline: now &+ Self.cuttingTime.nanoseconds)
    }
}
