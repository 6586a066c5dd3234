internal import Glibc
internal import SystemPackage

/// Going on without the terminal, in a process whose parent waits until it is known whether that went well.
package struct Daemon {
    /// Where the parent is told that all is ready.
    private let ready: Int32

    /// fork(2): comes back in the child only, which has a session of its own.
    ///
    /// The parent ends with status 0 once the child has called `leave`, and with the child's status if it ends before. The
    /// process must have one thread.
    package static func start() throws(SystemFailure) -> Daemon {
        var pipe: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&pipe) == 0 else { throw SystemFailure("pipe") }
        let child = fork()
        guard child >= 0 else {
            let failure = SystemFailure("fork")
            for descriptor in pipe { close(descriptor) }
            throw failure
        }
        if child > 0 {
            close(pipe[1])
            waitAndExit(for: child, ready: pipe[0])
        }
        close(pipe[0])
        _ = fcntl(pipe[1], F_SETFD, FD_CLOEXEC)
        setsid()
        return Daemon(ready: pipe[1])
    }

    /// Leaves the terminal and the folder that it was started in, and lets the parent go.
    package func leave() throws(SystemFailure) {
        guard unsafe chdir("/") == 0 else { throw SystemFailure("chdir") }
        // Else it would keep the terminal's, and whoever waits for their end would wait for ever.
        guard DescriptorLimit.hasRoom(for: 1) else { throw SystemFailure("open", .tooManyOpenFiles) }
        StandardDescriptors.close(STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO)
        unsafe Glibc.write(ready, [UInt8(1)], 1)
        close(ready)
    }

    private static func waitAndExit(for child: pid_t, ready: Int32) -> Never {
        var byte: UInt8 = 0
        var count = 0
        repeat { count = unsafe read(ready, &byte, 1) } while count < 0 && errno == EINTR
        if count == 1 { _exit(0) }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        // wait(2): the low seven bits are the signal that ended it, the second byte is what it exited with.
        let signal = status & 0x7f
        _exit(signal == 0 ? (status >> 8) & 0xff : 128 + signal)
    }
}
