internal import Glibc

/// A file with this process's number, locked as long as the process runs, and removed when it goes out of use.
package final class PidFile: Sendable {
    /// Why the file cannot be this process's.
    package enum Refusal: Error, Equatable {
        /// A process that runs has it; the number is nil where it has not written it yet.
        case taken(process: Int?)
        case system(SystemFailure)
    }

    private let path: String
    private let descriptor: Int32

    /// Takes the file over, or makes it; what a process that is gone left is overwritten by `write`.
    ///
    /// The lock is flock(2)'s, which a forked child has too. A file that is not locked but names a process that runs may be
    /// another program's, and is left alone as well.
    package init(_ path: String) throws(Refusal) {
        self.path = SystemFile.absolute(path)
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw .system(SystemFailure("open")) }
        let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) != 0
        let named = SystemFile.text(path).flatMap { Int($0.prefix { $0 != "\n" }) }
        if isLocked || named.map(Self.runs) == true {
            close(descriptor)
            throw .taken(process: named)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Puts this process's number into the file.
    package func write() throws(SystemFailure) {
        guard ftruncate(descriptor, 0) == 0 else { throw SystemFailure("ftruncate") }
        let text = Array("\(getpid())\n".utf8)
        guard unsafe pwrite(descriptor, text, text.count, 0) == text.count else { throw SystemFailure("write") }
    }

    /// Takes the file away, while it is still locked.
    package func remove() {
        unsafe unlink(path)
    }

    private static func runs(_ process: Int) -> Bool {
        guard process > 0, let identifier = pid_t(exactly: process) else { return false }
        return kill(identifier, 0) == 0 || errno == EPERM
    }
}
