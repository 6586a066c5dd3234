internal import Platform
internal import SystemPackage

/// A process for each client, which tells this one how it goes.
///
/// A process that has one thread forks them all: this one may have several.
final class ForkModel: ServingModel {
    private struct Child {
        let process: ForkedProcess
        let ends: Client.Ends
        /// What came of a report whose end is still to come.
        var unread: [UInt8] = []
        var served: Served?
    }

    /// The token of `server`: connections count from 1.
    private static let serverToken = 0

    private let conditions: Conditions
    private let server: ForkServer
    private var pollSet: PollSet
    private var children: [Int: Child] = [:]
    private var isCut = false

    /// `listening` are sockets that a child must not hold open.
    init(_ conditions: Conditions, listening: [Int32]) throws(SystemFailure) {
        self.conditions = conditions
        server = try ForkServer(abandoning: listening) { Self.serve($0, conditions, $1) }
        pollSet = try PollSet()
        try pollSet.watch(server, for: .nothing, token: Self.serverToken)
    }

    var waitable: (any Waitable)? { pollSet.waitable }

    func take(_ accepted: Listener.Accepted) throws(SystemFailure) {
        let process = try server.fork(serving: accepted)
        do throws(SystemFailure) {
            try pollSet.watch(process, for: .reading, token: accepted.connection)
        } catch {
            process.terminate()
            _ = process.reap()
            throw error
        }
        let ends = Client.Ends(local: accepted.local, remote: accepted.remote)
        children[accepted.connection] = Child(process: process, ends: ends)
        // The child has it.
        accepted.discard()
    }

    /// What a child does.
    private static func serve(
        _ accepted: Listener.Accepted,
        _ conditions: Conditions,
        _ report: @escaping ForkServer.Report
    ) {
        var conditions = conditions
        conditions.observer = { event in
            switch event {
            case .progress(_, let progress): report(ChildReport.progress(progress).line)
            case .fault(_, let fault): report(ChildReport.fault(fault).line)
            case .accepted, .refused, .closed, .datagram, .notAccepted, .draining, .reopen: break
            }
        }
        let cutter = accepted.cutter
        // Without it the child is killed, later, with its parent.
        try? cutter.cutOnTermination()
        report(ChildReport.ended(PlainConnection.serve(accepted, conditions, cutter)).line)
    }

    func turn() throws(SystemFailure) {
        for ready in try pollSet.ready() {
            // Without it there are no more children.
            guard ready.token != Self.serverToken else { throw SystemFailure("fork", .noChildProcess) }
            try read(ready.token)
        }
    }

    private func read(_ connection: Int) throws(SystemFailure) {
        guard let process = children[connection]?.process else { return }
        guard let bytes = try process.reports() else {
            let signal = process.reap()
            guard let child = children.removeValue(forKey: connection) else { return }
            var served = child.served ?? Served(child.ends)
            if child.served == nil { served.end = isCut ? .drain : .crashed(signal: signal) }
            return conditions.ended.post(Conditions.Ended(connection: connection, served: served))
        }
        children[connection]?.unread += bytes
        while let line = nextLine(of: connection) {
            guard let child = children[connection] else { return }
            switch ChildReport(line, of: child.ends) {
            case .progress(let progress): conditions.observer(.progress(connection: connection, progress))
            case .fault(let fault): conditions.observer(.fault(connection: connection, fault))
            case .ended(let served): children[connection]?.served = served
            case nil: break
            }
        }
    }

    private func nextLine(of connection: Int) -> String? {
        guard let unread = children[connection]?.unread, let end = unread.firstIndex(of: ChildReport.end) else {
            return nil
        }
        children[connection]?.unread.removeFirst(end + 1)
        return String(decoding: unread[..<end], as: UTF8.self)
    }

    func cut() {
        isCut = true
        for child in children.values { child.process.terminate() }
    }
}
