internal import CPlatform
internal import Glibc
internal import SystemPackage

/// The one way in which netlab makes files, and opens those that it writes to.
///
/// In a folder that another user can change, a name may be a link to anything by the time it is opened: no link is followed there.
enum NewFile {
    /// Opens `path` to write to it, and makes it where it is not there.
    ///
    /// - Parameter flags: `O_APPEND`, or `O_TRUNC`, which empties a file only once it is known to be the one that is meant.
    /// - Returns: A descriptor that is closed on exec.
    /// - Throws: ELOOP for a link of another user, EMLINK for a file that has a second name somewhere else, in a folder of another user.
    static func open(_ path: String, _ flags: Int32) throws(SystemFailure) -> Int32 {
        let (folder, name) = try parent(of: path)
        defer { close(folder) }
        let isSafe = isTrusted(folder) || hasLinkOfOurs(folder, name)
        let descriptor = unsafe openat(
            folder,
            name,
            O_WRONLY | O_CREAT | O_CLOEXEC | flags & ~O_TRUNC | (isSafe ? 0 : O_NOFOLLOW),
            0o644 as mode_t
        )
        guard descriptor >= 0 else { throw SystemFailure(isSafe ? "open" : "openat") }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return descriptor }
        if !isSafe, status.st_nlink > 1, status.st_uid != owner(of: folder) {
            close(descriptor)
            throw SystemFailure("openat", .tooManyLinks)
        }
        if flags & O_TRUNC != 0, ftruncate(descriptor, 0) != 0 {
            let failure = SystemFailure("ftruncate")
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// Makes a file of a name that nothing has, beside `path`, to be renamed to it; `O_EXCL` follows no link.
    static func draft(for path: String) throws(SystemFailure) -> (path: String, descriptor: Int32) {
        while true {
            let draft = "\(path).\(UInt32.random(in: .min ... .max))"
            let descriptor = unsafe Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644 as mode_t)
            if descriptor >= 0 { return (draft, descriptor) }
            guard errno == EEXIST else { throw SystemFailure("open") }
        }
    }

    /// The folder, opened, and the last name: what is between them is looked up once.
    private static func parent(of path: String) throws(SystemFailure) -> (folder: Int32, name: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { path[...$0] } ?? "."
        let descriptor = unsafe netlab_open_folder(String(folder))
        guard descriptor >= 0 else { throw SystemFailure("open") }
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        return (descriptor, name.isEmpty ? "." : String(name))
    }

    /// Whether this user and root alone decide what the names in the folder mean.
    private static func isTrusted(_ folder: Int32) -> Bool {
        var status = stat()
        guard unsafe fstat(folder, &status) == 0 else { return false }
        return [geteuid(), 0].contains(status.st_uid) && status.st_mode & S_IWOTH == 0
    }

    /// Whether the name is a link of this user's or of root's in a folder such as /tmp, where nobody else can replace it.
    private static func hasLinkOfOurs(_ folder: Int32, _ name: String) -> Bool {
        var (status, link) = (stat(), stat())
        guard unsafe fstat(folder, &status) == 0, status.st_uid == 0, status.st_mode & S_ISVTX != 0,
            unsafe fstatat(folder, name, &link, AT_SYMLINK_NOFOLLOW) == 0
        else { return false }
        return link.st_mode & S_IFMT == S_IFLNK && [geteuid(), 0].contains(link.st_uid)
    }

    private static func owner(of folder: Int32) -> uid_t? {
        var status = stat()
        return unsafe fstat(folder, &status) == 0 ? status.st_uid : nil
    }
}

/// Which file it is, whatever its names.
struct FileIdentity: Equatable {
    let device: dev_t
    let inode: ino_t

    init(_ status: stat) {
        device = status.st_dev
        inode = status.st_ino
    }

    /// That of what `path` names, not of where a link leads; nil where there is nothing.
    init?(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}
