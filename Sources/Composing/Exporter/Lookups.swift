internal import Platform
internal import Synchronization
internal import Wire

/// Names looked up with a time limit, each on a thread of its own: getaddrinfo(3) cannot be ended.
final class Lookups: Sendable {
    /// Those that were given up go on, and count until they end.
    private static let mostAtOnce = 256

    private let running = Mutex(0)

    /// Nil where the time was up.
    func addresses(
        of target: ExporterTarget,
        family: NameService.Family,
        limit: Duration
    ) throws(ExporterRefusal) -> Result<[SocketAddress], LookupFailure>? {
        let isFree = running.withLock { count in
            guard count < Self.mostAtOnce else { return false }
            count += 1
            return true
        }
        guard isFree else { throw .busy }
        do throws(SystemFailure) {
            let mailbox = try open()
            do throws(SystemFailure) {
                try detachThread { [self] in
                    let result = Result { () throws(LookupFailure) in
                        try NameService.addresses(of: target.host, service: target.service, family: family)
                    }
                    running.withLock { $0 -= 1 }
                    mailbox.post(result)
                }
            } catch {
                running.withLock { $0 -= 1 }
                throw error
            }
            let none: StopSignals? = nil
            return try mailbox.take(or: none, timeout: limit)?.first
        } catch {
            throw .failed(error)
        }
    }

    private func open() throws(SystemFailure) -> Mailbox<Result<[SocketAddress], LookupFailure>> {
        do throws(SystemFailure) {
            return try Mailbox()
        } catch {
            running.withLock { $0 -= 1 }
            throw error
        }
    }
}
