internal import Platform
internal import Wire

/// How a server serves several clients at once.
package enum Model: String, Sendable, CaseIterable {
    /// A few threads, each with many clients, told by the kernel which of them are ready.
    case eventLoop = "event-loop"
    /// One client at a time; the others wait in the backlog.
    case iterative
    /// A thread for each client.
    case thread
    /// A process for each client.
    case fork
    /// One thread for all clients, which asks the kernel who of them is ready.
    case select

    /// Whether each of its calls is made for one purpose and seen, as a record needs it.
    package var makesPlainCalls: Bool { self != .eventLoop }

    /// Throws where the service cannot be served in this way.
    package func check(_ service: Service) throws(ServingError) {
        if self == .fork && service.hears { throw .cannotHear(service: service.name, self) }
    }
}

/// What serves the clients that the server accepts.
///
/// It is called by the server's own thread only.
protocol ServingModel: AnyObject {
    /// Called before anything else, once there may be several threads.
    func start() throws(SystemFailure)
    /// Serves the client from now on, and posts to `Conditions.ended` when it is over.
    func take(_ accepted: Listener.Accepted) throws(SystemFailure)
    /// What the server is to wait for, and then to call `turn`.
    var waitable: (any Waitable)? { get }
    /// When `turn` is to be called at the latest, on the clock of `Clock.monotonicNanoseconds`.
    var deadline: Int64? { get }
    func turn() throws(SystemFailure)
    /// Ends all connections; their end is posted.
    func cut()
}

extension ServingModel {
    func start() {}
    var waitable: (any Waitable)? { nil }
    var deadline: Int64? { nil }
    func turn() {}
}

/// What holds for every connection, and where its end is told.
struct Conditions: Sendable {
    let service: Service
    let settings: Server.Settings
    let recorder: (any IORecorder)?
    /// Told of what happens while connections last, from whatever thread.
    var observer: Server.Observer
    let ended: Mailbox<Ended>

    struct Ended: Sendable {
        let connection: Int
        let served: Served
    }

    /// The exchange with a client of this service, which has just been accepted; nil where it serves no streams.
    func exchange(
        with accepted: Listener.Accepted,
        deliver: @escaping @Sendable (SessionMessage) -> Void = { _ in }
    ) -> Exchange? {
        let client = Client(
            connection: accepted.connection,
            local: accepted.local,
            remote: accepted.remote,
            deliver: deliver
        )
        guard let session = service.session?(client) else { return nil }
        return Exchange(
            session,
            Client.Ends(local: accepted.local, remote: accepted.remote),
            limits: settings.limits,
            pace: Pace(
                writeSize: service.writeSize,
                writeGap: service.writeGap,
                faults: settings.faults.streams,
                connection: accepted.connection
            ),
            at: Clock.monotonicNanoseconds()
        ) { [observer, connection = accepted.connection] in
            observer(.fault(connection: connection, $0))
        }
    }

    /// What is set on the socket of a connection.
    func options(for accepted: Listener.Accepted) -> [SocketOption] {
        // Else Nagle's algorithm would put chunks together.
        let isCut = settings.faults.streams.chunk != nil && accepted.remote.internet != nil
        return service.options + (isCut ? [.noDelay] : [])
    }

    /// What tells of the reads and writes of a connection, where that is asked for.
    func progress(of connection: Int) -> (Server.Event.Progress) -> Void {
        guard settings.isVerbose else { return { _ in } }
        return { [observer] in observer(.progress(connection: connection, $0)) }
    }
}
