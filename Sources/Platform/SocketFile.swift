internal import Glibc
internal import SystemPackage
internal import Wire

/// The file that a socket is bound to; removed, if it is still the same one, when it goes out of use.
final class SocketFile: Sendable {
    /// From the root, because the process may go elsewhere meanwhile.
    private let path: String
    private let device: dev_t
    private let inode: ino_t
    /// A process forked off has the socket too, and is not to remove what its parent is bound to.
    private let owner = getpid()

    private init(_ path: String, _ status: stat) {
        self.path = SystemFile.absolute(path)
        device = status.st_dev
        inode = status.st_ino
    }

    deinit {
        guard getpid() == owner, let now = Self.status(of: path), now.st_dev == device, now.st_ino == inode else {
            return
        }
        unsafe unlink(path)
    }

    /// bind(2), in place of the socket of a server that is gone; a live one's stays, and what is no socket.
    /// - Throws: EADDRINUSE for both.
    static func bind(_ descriptor: Int32, to path: String, mode: UInt32) throws(SystemFailure) -> SocketFile {
        // The file gets no more than these permissions at once, and what umask took of them afterwards.
        fchmod(descriptor, mode)
        do throws(SystemFailure) {
            try bind(descriptor, to: path)
        } catch {
            guard error.errno == .addressInUse, isAbandoned(path) else { throw error }
            unsafe unlink(path)
            try bind(descriptor, to: path)
        }
        guard unsafe chmod(path, mode) == 0, let status = status(of: path) else {
            let failure = SystemFailure("chmod")
            unsafe unlink(path)
            throw failure
        }
        return SocketFile(path, status)
    }

    private static func bind(_ descriptor: Int32, to path: String) throws(SystemFailure) {
        let result = unsafe SocketName.unix(path: path).withSockaddr { unsafe Glibc.bind(descriptor, $0, $1) }
        guard let result else { throw SystemFailure("bind", .fileNameTooLong) }
        guard result == 0 else { throw SystemFailure("bind") }
    }

    /// Whether the path is a socket that nobody has open any more: connect(2) says so.
    private static func isAbandoned(_ path: String) -> Bool {
        guard let status = status(of: path), status.st_mode & S_IFMT == S_IFSOCK else { return false }
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

    private static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status : nil
    }
}
