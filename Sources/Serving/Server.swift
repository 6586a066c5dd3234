package import Platform
internal import SystemPackage
internal import Wire

/// Accepts the clients of its listeners and has them served by a model, until it is told to stop.
package struct Server: ~Copyable {
    /// Told of events from the threads in which they happen.
    package typealias Observer = @Sendable (Event) -> Void

    /// How long accepting rests when there is no descriptor left for a client.
    private static let acceptRest = Duration.milliseconds(100)
    /// After so long without one, a further shortage is told of anew.
    private static let shortage = Duration.seconds(10)
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

    /// A listener, and who serves its clients.
    private struct Entrance {
        let listener: Listener
        let hall: Int
    }

    private var entrances: [Entrance] = []
    /// Sockets for datagrams that nobody serves yet.
    private var datagrams: [(socket: DatagramSocket, hall: Int)] = []
    /// Has a value once no more datagrams are to be answered.
    private let datagramsStop: Mailbox<Void>
    private let datagramsEnded: Mailbox<DatagramService.End>
    private let settings: Settings
    private let halls: [Hall]
    private let observer: Observer
    private let ended: Mailbox<Conditions.Ended>
    private var phase = Phase.accepting
    private var active = 0
    /// How many sockets for datagrams are served.
    private var answering = 0
    private var failure: SystemFailure?
    private var restUntil = Int64.min
    /// When a client could not be taken the last time.
    private var lastShortage: Int64?
    private var summary = Summary()
    private var numbers: SeededNumbers

    package init(
        _ service: Service,
        on listeners: [Listener],
        datagrams: [DatagramSocket] = [],
        settings: Settings,
        recorder: (any IORecorder)?,
        observer: @escaping Observer
    ) throws(ServingError) {
        try self.init(
            [Door(service, listeners: listeners, datagrams: datagrams)],
            settings: settings,
            recorder: recorder,
            observer: observer
        )
    }

    /// Each door has a model of its own.
    package init(
        _ doors: [Door],
        settings: Settings,
        recorder: (any IORecorder)?,
        observer: @escaping Observer
    ) throws(ServingError) {
        var halls: [Hall] = []
        let mailboxes: (Mailbox<Conditions.Ended>, Mailbox<DatagramService.End>, Mailbox<Void>)
        do throws(SystemFailure) {
            mailboxes = (try Mailbox(), try Mailbox(), try Mailbox())
            for door in doors {
                var settings = settings
                settings.faults = door.faults ?? settings.faults
                let conditions = Conditions(
                    service: door.service,
                    settings: settings,
                    recorder: recorder,
                    observer: observer,
                    ended: mailboxes.0
                )
                halls.append(try Hall(conditions, closing: doors.flatMap(\.descriptors)))
            }
        } catch {
            throw .system(error)
        }
        self.settings = settings
        self.observer = observer
        self.halls = halls
        (ended, datagramsEnded, datagramsStop) = mailboxes
        numbers = SeededNumbers(seed: settings.faults.streams.seed)
        for (index, door) in doors.enumerated() {
            entrances += door.listeners.map { Entrance(listener: $0, hall: index) }
            datagrams += door.datagrams.map { ($0, index) }
        }
    }

    /// Serves until a signal comes, the time is up or all clients that it is for were served; then lets those that it has finish.
    ///
    /// A second signal ends at once. `connection` is the first client, of the first service; `ready` is called once all that
    /// serving needs is there.
    package consuming func run(
        until stop: borrowing StopSignals,
        serving connection: Listener.Accepted? = nil,
        ready: () throws(SystemFailure) -> Void = {}
    ) throws(ServingError) -> Summary {
        let start = Clock.monotonicNanoseconds()
        let end = settings.lasting.map { start &+ $0.nanoseconds }
        _ = DescriptorLimit.raise()
        do throws(SystemFailure) {
            try begin()
            try ready()
            if let connection { take(connection, hall: 0) }
            while true {
                let now = Clock.monotonicNanoseconds()
                advance(at: now, end: end)
                if isOver(at: now) { break }
                try turn(at: now, end: end, until: stop)
            }
            if let failure { throw failure }
        } catch {
            throw .system(error)
        }
        summary.durationNanoseconds = Clock.monotonicNanoseconds() - start
        return summary
    }

    private mutating func begin() throws(SystemFailure) {
        for hall in halls { try hall.model.start() }
        for entrance in entrances { try entrance.listener.setNonblocking() }
        for entrance in entrances where faults(of: entrance.hall).isDeaf {
            // The window then closes after the first few bytes.
            try entrance.listener.setOption(.receiveBuffer(Self.deafBuffer))
        }
        for (socket, hall) in datagrams {
            try DatagramService.start(socket, halls[hall].conditions, until: datagramsStop, ended: datagramsEnded)
            answering += 1
        }
        datagrams = []
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
        case .draining: active + answering == 0
        case .cutting(let deadline): active + answering == 0 || now >= deadline
        }
    }

    private mutating func turn(at now: Int64, end: Int64?, until stop: borrowing StopSignals) throws(SystemFailure) {
        let room = settings.model == .iterative ? 1 : settings.maxConnections ?? .max
        let waiting = active < room && now >= restUntil ? entrances : []
        var sources: [any Waitable] = waiting.map(\.listener)
        sources += [ended, datagramsEnded] as [any Waitable]
        sources += halls.compactMap(\.model.waitable)
        let (ready, signal) = try Readiness.wait(for: sources, or: stop, timeout: timeout(at: now, end: end))
        let time = Clock.monotonicNanoseconds()
        switch signal {
        case nil, .report: break
        case .reopen: observer(.reopen)
        case .stop: if case .accepting = phase { drain(at: time) } else { cut(at: time) }
        }
        for ended in ended.take() { note(ended) }
        for ended in datagramsEnded.take() { note(ended) }
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
        let service = halls[index].service
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
        if faults(of: index).refuses(&numbers) {
            summary.connections = connection
            return refuse(accepted, halls[index].conditions.recorder)
        }
        do throws(SystemFailure) {
            try halls[index].model.take(accepted)
        } catch {
            accepted.discard()
            return rest(because: error)
        }
        summary.connections = connection
        active += 1
    }

    private func faults(of hall: Int) -> Faults { halls[hall].conditions.settings.faults.streams }

    /// Resets the connection, on purpose.
    private func refuse(_ accepted: Listener.Accepted, _ recorder: (any IORecorder)?) {
        let connection = accepted.connection
        var served = Served(Client.Ends(local: accepted.local, remote: accepted.remote))
        served.end = .fault
        var socket = accepted.open(recorder: recorder)
        // A client that has left already has nothing more to be told.
        try? socket.setOption(.resetOnClose)
        socket.close(reason: served.end.name)
        observer(.fault(connection: connection, .refuse))
        observer(.closed(connection: connection, served))
    }

    private mutating func rest(because failure: SystemFailure) {
        summary.notAccepted += 1
        let now = Clock.monotonicNanoseconds()
        // Clients that leave let others in one by one; it is one shortage all the same.
        if lastShortage.map({ now > $0 &+ Self.shortage.nanoseconds }) ?? true { observer(.notAccepted(failure)) }
        lastShortage = now
        restUntil = now &+ Self.acceptRest.nanoseconds
    }

    private mutating func note(_ ended: Conditions.Ended) {
        active -= 1
        // It left a descriptor for the next.
        restUntil = .min
        summary.bytesReceived += ended.served.bytesReceived
        summary.bytesSent += ended.served.bytesSent
        if ended.served.end == .drain { summary.cut += 1 }
        summary.ends[ended.served.end.name, default: 0] += 1
        summary.longestNanoseconds = max(summary.longestNanoseconds, ended.served.durationNanoseconds)
        observer(.closed(connection: ended.connection, ended.served))
    }

    private mutating func note(_ ended: DatagramService.End) {
        answering -= 1
        summary.datagrams += ended.tally
        failure = failure ?? ended.failure
        if case .accepting = phase, ended.isDone || ended.failure != nil { stopAccepting(deadline: nil) }
    }

    /// New clients are refused from here on.
    private mutating func stopAccepting(deadline: Int64?) {
        entrances = []
        datagramsStop.post(())
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
