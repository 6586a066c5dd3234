internal import CPlatform
internal import Glibc

/// A child of this process, which reports to it over a pipe: readable while there is a report, or the child's end.
package final class ForkedProcess: Sendable, Waitable {
    package let descriptor: Int32
    private let identifier: pid_t

    /// fork(2): runs `body` in a child, and exits it with status 0.
    ///
    /// The process must have one thread. The child leaves `abandoned` to its parent, blocks the signals that its parent blocks,
    /// and is killed when its parent ends.
    /// - Parameter body: Gets what sends a report to the parent: at most PIPE_BUF bytes at once arrive whole.
    package init(
        abandoning abandoned: [Int32],
        _ body: (_ report: @escaping @Sendable ([UInt8]) -> Void) -> Void
    ) throws(SystemFailure) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemFailure("pipe") }
        let (output, input) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = netlab_fork()
        if child == 0 {
            close(output)
            for descriptor in abandoned { close(descriptor) }
            body { bytes in
                var written = 0
                while written < bytes.count {
                    let count = unsafe bytes[written...].withUnsafeBytes {
                        unsafe write(input, $0.baseAddress, $0.count)
                    }
                    if count < 0 && errno != EINTR { return }
                    written += max(0, count)
                }
            }
            // Nothing of the parent's is flushed or torn down here.
            _exit(0)
        }
        let failure = SystemFailure("fork")
        close(input)
        guard child > 0 else {
            close(output)
            throw failure
        }
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
        descriptor = output
        identifier = child
    }

    deinit {
        close(descriptor)
    }

    /// What was reported since the last time: empty where nothing was, nil once the child has ended and all is read.
    package func reports() throws(SystemFailure) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { return Array(buffer.prefix(count)) }
        if count == 0 { return nil }
        guard errno == EAGAIN || errno == EINTR else { throw SystemFailure("read") }
        return []
    }

    /// SIGTERM.
    package func terminate() {
        kill(identifier, SIGTERM)
    }

    /// waitpid(2), once its end is seen: which signal ended it, nil where it exited.
    package func reap() -> Int? {
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        // WIFSIGNALED and WTERMSIG of <sys/wait.h>.
        let signal = status & 0x7f
        return signal == 0 ? nil : Int(signal)
    }
}
