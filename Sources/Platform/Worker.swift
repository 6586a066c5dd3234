internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A thread of its own for work that blocks in system calls, with a result to look for.
package final class Worker<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)

    private init() {}

    /// pthread_create(3): runs `body` on a new thread, in the network namespace of the calling one.
    package static func start(_ body: @escaping @Sendable () -> Result) throws(SystemFailure) -> Worker {
        let worker = Worker()
        try detachThread {
            let value = body()
            worker.result.withLock { $0 = value }
        }
        return worker
    }

    /// What the work came to, or nil while it goes on.
    package var finished: Result? {
        result.withLock { $0 }
    }
}

/// Runs `body` on a thread that nobody waits for.
package func detachThread(_ body: @escaping @Sendable () -> Void) throws(SystemFailure) {
    final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    let start = unsafe Unmanaged.passRetained(Start(body))
    var thread = pthread_t()
    let status = unsafe pthread_create(
        &thread,
        nil,
        { argument in
            // The pointer is the one passed below, never nil.
            if let argument = unsafe argument {
                unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
            }
            return nil
        },
        start.toOpaque()
    )
    guard status == 0 else {
        unsafe start.release()
        throw SystemFailure("pthread_create", Errno(rawValue: status))
    }
    pthread_detach(thread)
}
