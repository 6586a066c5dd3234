package import Platform
internal import Synchronization
internal import SystemPackage
package import Wire

/// Serves clients of its listeners, a thread each, until it is told to stop.
package final class Server: Sendable {
    package enum Event: Sendable {
        case accepted(connection: Int, SocketAddress)
        /// A client's request is there, and the answer of so many bytes is about to be sent.
        case answering(connection: Int, SocketAddress, bytes: Int64)
        case closed(connection: Int, Served)
        /// A client came and could not be taken; others will be.
        case notAccepted(SystemFailure)
    }

    package struct Summary: Sendable, Equatable {
        package var connections = 0
        package var bytesReceived: Int64 = 0
        package var bytesSent: Int64 = 0
        /// Clients that were still being served when the time to drain was up.
        package var cut = 0
    }

    /// Told of events from the threads in which they happen.
    package typealias Observer = @Sendable (Event) -> Void

    /// How often the end of the last clients is looked for while draining.
    private static let drainStep = Duration.milliseconds(10)
    /// How long accepting rests when there is no descriptor left for a client.
    private static let acceptRest = Duration.milliseconds(100)

    package let addresses: [SocketAddress]
    private let listeners: Mutex<[Listener]>
    private let service: RepeatService
    private let recorder: (any IORecorder)?
    private let state = Mutex(State())

    private struct State {
        var summary = Summary()
        var active = 0
    }

    package init(_ service: RepeatService, on listeners: [Listener], recorder: (any IORecorder)?) {
        self.service = service
        self.recorder = recorder
        addresses = listeners.map(\.address)
        self.listeners = Mutex(listeners)
    }

    /// Accepts until a signal comes, then lets those who are being served finish for at most `drain`; a second signal ends at once.
    package func run(
        until stop: borrowing StopSignals,
        drain: Duration,
        observer: @escaping Observer
    ) throws(ServingError) -> Summary {
        do throws(SystemFailure) {
            let listeners = listeners.withLock { $0 }
            while let ready = try Readiness.wait(for: listeners, or: stop) {
                for listener in ready { accept(from: listener, observer) }
            }
        } catch {
            throw .system(error)
        }
        // New clients are refused from here on.
        listeners.withLock { $0 = [] }

        let deadline = ContinuousClock.now + drain
        while state.withLock({ $0.active > 0 }) && ContinuousClock.now < deadline && stop.take() == nil {
            Clock.sleep(for: Self.drainStep)
        }
        return state.withLock {
            $0.summary.cut = $0.active
            return $0.summary
        }
    }

    private func accept(from listener: Listener, _ observer: @escaping Observer) {
        let connection = state.withLock { $0.summary.connections + 1 }
        do throws(SystemFailure) {
            let accepted = try listener.accept(connection: connection)
            state.withLock {
                $0.summary.connections = connection
                $0.active += 1
            }
            do throws(SystemFailure) {
                try detachThread { self.serve(accepted, observer) }
            } catch {
                state.withLock { $0.active -= 1 }
                accepted.discard()
                throw error
            }
        } catch  where error.errno == .wouldBlock || error.errno == .connectionAbort {
            // The client left between poll and accept.
        } catch {
            observer(.notAccepted(error))
            Clock.sleep(for: Self.acceptRest)
        }
    }

    private func serve(_ accepted: Listener.Accepted, _ observer: Observer) {
        defer { state.withLock { $0.active -= 1 } }
        let connection = accepted.connection
        do throws(SystemFailure) {
            let socket = try accepted.open(recorder: recorder)
            let remote = socket.remote
            observer(.accepted(connection: connection, remote))
            let served = service.serve(socket) { bytes in
                observer(.answering(connection: connection, remote, bytes: bytes))
            }
            state.withLock {
                $0.summary.bytesReceived += served.bytesReceived
                $0.summary.bytesSent += served.bytesSent
            }
            observer(.closed(connection: connection, served))
        } catch {
            observer(.notAccepted(error))
        }
    }
}
