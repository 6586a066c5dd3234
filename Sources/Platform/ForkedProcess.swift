internal import CPlatform
internal import Glibc
internal import SystemPackage
internal import Wire

/// A child of this process, which reports to it over a pipe: readable while there is a report, or the child's end.
package final class ForkedProcess: Sendable, Waitable {
    package let descriptor: Int32
    private let identifier: pid_t

    /// `output` is the reading end of the pipe, and this object's from now on.
    fileprivate init(_ identifier: pid_t, reportingTo output: Int32) {
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
        descriptor = output
        self.identifier = identifier
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

/// A process that forks others for this one, each with one client to serve: it has one thread for ever, while a child forked
/// by a process with several may wait for a lock that another thread held.
///
/// It hangs up when it ends.
package final class ForkServer: Sendable, Waitable {
    /// Sends what a child is to report to this process: at most PIPE_BUF bytes at once arrive whole.
    package typealias Report = @Sendable ([UInt8]) -> Void

    private struct Request {
        var connection = 0
        var time: Int64 = 0
        var durationNanoseconds: Int64 = 0
    }

    /// The channel over which it is asked, a socket that keeps messages apart.
    package let descriptor: Int32
    private let identifier: pid_t

    /// fork(2): each child runs `serve`, and exits with status 0.
    ///
    /// The process must have one thread. The children leave `abandoned` to it, block the signals that it blocks, have nothing
    /// on their standard streams, and are killed when it ends.
    /// - Throws: EDEADLK where there are several threads.
    package init(
        abandoning abandoned: [Int32],
        serve: (Listener.Accepted, @escaping Report) -> Void
    ) throws(SystemFailure) {
        guard SystemFile.names(in: "/proc/self/task").count <= 1 else { throw SystemFailure("fork", .deadlock) }
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw SystemFailure("socketpair") }
        let child = netlab_fork()
        if child == 0 {
            close(ends[0])
            for descriptor in abandoned { close(descriptor) }
            // Whoever waits for the end of this process's output is not to wait for this one.
            StandardDescriptors.close(STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO)
            _ = unsafe chdir("/")
            Self.answer(ends[1], serve)
            // Nothing of the parent's is flushed or torn down here.
            _exit(0)
        }
        let failure = SystemFailure("fork")
        close(ends[1])
        guard child > 0 else {
            close(ends[0])
            throw failure
        }
        descriptor = ends[0]
        identifier = child
    }

    /// Ends the process; those that it forked go on.
    deinit {
        close(descriptor)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    }

    /// Has a child of this process serve the client, which stays open here too.
    package func fork(serving accepted: Listener.Accepted) throws(SystemFailure) -> ForkedProcess {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw SystemFailure("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        do throws(SystemFailure) {
            var request = Request(
                connection: accepted.connection,
                time: accepted.time.nanoseconds,
                durationNanoseconds: accepted.durationNanoseconds
            )
            let handed = [accepted.descriptor, ends[1]]
            let size = MemoryLayout<Request>.size
            guard unsafe netlab_send_descriptors(descriptor, &request, size, handed) == size else {
                throw SystemFailure("sendmsg")
            }
            return ForkedProcess(try childOrFailure(), reportingTo: ends[0])
        } catch {
            close(ends[0])
            throw error
        }
    }

    private func childOrFailure() throws(SystemFailure) -> pid_t {
        var answer: Int32 = 0
        var count = 0
        repeat {
            count = unsafe recv(descriptor, &answer, MemoryLayout<Int32>.size, 0)
        } while count < 0 && errno == EINTR
        guard count == MemoryLayout<Int32>.size else { throw SystemFailure("fork", .noChildProcess) }
        guard answer > 0 else { throw SystemFailure("fork", Errno(rawValue: -answer)) }
        return answer
    }

    /// What the process does until nobody asks it any more: answers each request with the child's number, or an errno below 0.
    private static func answer(_ channel: Int32, _ serve: (Listener.Accepted, @escaping Report) -> Void) {
        while true {
            var request = Request()
            var descriptors: [Int32] = [-1, -1]
            let size = MemoryLayout<Request>.size
            let count = unsafe netlab_receive_descriptors(channel, &request, size, &descriptors)
            if count < 0 && errno == EINTR { continue }
            guard count == size else { return }
            let hasBoth = descriptors.allSatisfy { $0 >= 0 }
            let child = hasBoth ? netlab_fork_sibling() : -1
            if child == 0 {
                close(channel)
                serve(accepted(descriptors[0], request)) { [pipe = descriptors[1]] in Self.write($0, to: pipe) }
                _exit(0)
            }
            var answer = child > 0 ? child : hasBoth ? -errno : -EMFILE
            for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
            unsafe send(channel, &answer, MemoryLayout<Int32>.size, Int32(MSG_NOSIGNAL))
        }
    }

    /// A client that has reset the connection has no name any more, which whoever serves it is told by the next call.
    private static func accepted(_ descriptor: Int32, _ request: Request) -> Listener.Accepted {
        let nobody = SocketName.internet(SocketAddress(address: .any4, port: 0))
        return Listener.Accepted(
            connection: request.connection,
            local: (try? localName(of: descriptor)) ?? nobody,
            remote: (try? remoteName(of: descriptor)) ?? nobody,
            descriptor: descriptor,
            time: Timestamp(nanoseconds: request.time),
            durationNanoseconds: request.durationNanoseconds
        )
    }

    private static func write(_ bytes: [UInt8], to pipe: Int32) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes {
                unsafe Glibc.write(pipe, $0.baseAddress, $0.count)
            }
            if count < 0 && errno != EINTR { return }
            written += max(0, count)
        }
    }
}
