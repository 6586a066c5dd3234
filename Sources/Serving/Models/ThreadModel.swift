internal import Platform
internal import Synchronization

/// A thread for each client; `iterative` is the same with room for one.
final class ThreadModel: ServingModel {
    private let conditions: Conditions
    private let cutters = Cutters()

    /// What cuts each connection that is being served, by its number.
    private final class Cutters: Sendable {
        let byConnection = Mutex<[Int: SocketCutter]>([:])
    }

    init(_ conditions: Conditions) {
        self.conditions = conditions
    }

    func take(_ accepted: Listener.Accepted) throws(SystemFailure) {
        let cutter = accepted.cutter
        let connection = accepted.connection
        cutters.byConnection.withLock { $0[connection] = cutter }
        do throws(SystemFailure) {
            try detachThread { [conditions, cutters] in
                let served = PlainConnection.serve(accepted, conditions, cutter)
                cutters.byConnection.withLock { $0[connection] = nil }
                conditions.ended.post(Conditions.Ended(connection: connection, served: served))
            }
        } catch {
            cutters.byConnection.withLock { $0[connection] = nil }
            throw error
        }
    }

    func cut() {
        cutters.byConnection.withLock { for cutter in $0.values { cutter.cut() } }
    }
}
