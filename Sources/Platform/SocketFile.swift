internal import Glibc
internal import Synchronization
internal import SystemPackage
internal import Wire

/// The file that a socket is bound to; removed, if it is still the same one, when it goes out of use.
final class SocketFile: Sendable {
    /// From the root, because the process may go elsewhere meanwhile.
    private let path: String
    /// Nil where the path is another's by now.
    private let identity: FileIdentity?
    /// A process forked off has the socket too, and is not to remove what its parent is bound to.
    private let owner = getpid()

    private init(_ path: String) {
        self.path = SystemFile.absolute(path)
        identity = Self.isOurs(path) ? FileIdentity(path) : nil
    }

    deinit {
        guard getpid() == owner, let identity, FileIdentity(path) == identity else { return }
        unsafe unlink(path)
    }

    /// The process has one umask.
    private static let masking = Mutex(())

    /// bind(2), in place of the socket of a server that is gone; a live one's stays, and what is no socket.
    /// - Throws: EADDRINUSE for both.
    static func bind(_ descriptor: Int32, to path: String, mode: UInt32) throws(SystemFailure) -> SocketFile {
        // The file gets the permissions of its socket but for those of umask, and never has others: a path that is changed
        // afterwards may be a link to another file by then.
        fchmod(descriptor, mode)
        do throws(SystemFailure) {
            try bind(descriptor, to: path, leaving: mode)
        } catch {
            guard error.errno == .addressInUse, isAbandoned(path) else { throw error }
            unsafe unlink(path)
            try bind(descriptor, to: path, leaving: mode)
        }
        return SocketFile(path)
    }

    /// bind(2) with a umask that takes nothing of `mode`, and all else.
    private static func bind(_ descriptor: Int32, to path: String, leaving mode: UInt32) throws(SystemFailure) {
        let result: Result<Int32, SystemFailure>? = masking.withLock { _ in
            let before = umask(0o777 & ~mode)
            defer { umask(before) }
            return unsafe SocketName.unix(path: path).withSockaddr {
                let status = unsafe Glibc.bind(descriptor, $0, $1)
                return status == 0 ? .success(status) : .failure(SystemFailure("bind"))
            }
        }
        guard let result else { throw SystemFailure("bind", .fileNameTooLong) }
        _ = try result.get()
    }

    /// Whether the path is a socket that nobody has open any more: connect(2) says so.
    private static func isAbandoned(_ path: String) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return false }
        for type in [SOCK_STREAM, SOCK_DGRAM] {
            let flags = SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
            let probe = socket(AF_UNIX, Int32(type.rawValue | flags), 0)
            guard probe >= 0 else { return false }
            defer { close(probe) }
            let result = unsafe SocketName.unix(path: path).withSockaddr { unsafe connect(probe, $0, $1) }
            // A socket of the other type says EPROTOTYPE.
            if result == -1 && errno == ECONNREFUSED { return true }
            if result == -1 && errno == EPROTOTYPE { continue }
            return false
        }
        return false
    }

    /// A socket of this user's.
    private static func isOurs(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK && status.st_uid == geteuid()
    }
}
