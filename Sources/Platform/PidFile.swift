internal import CPlatform
internal import Glibc
internal import SystemPackage

/// A file with this process's number, there as long as the process runs.
///
/// No lock says whose it is: whoever may read a file may lock it. The number does, and a file appears under its name with the
/// number in it, or not at all.
package final class PidFile: Sendable {
    /// Why the file cannot be this process's.
    package enum Refusal: Error, Equatable {
        /// A process that runs has it.
        case taken(process: Int)
        case system(SystemFailure)
    }

    private let path: String
    private let descriptor: Int32
    private let identity: FileIdentity?

    /// Makes the file with this process's number, in place of what a process that is gone left.
    package init(_ path: String) throws(Refusal) {
        self.path = SystemFile.absolute(path)
        var draft: String?
        do throws(SystemFailure) {
            let made = try NewFile.draft(for: path)
            (draft, descriptor) = (made.path, made.descriptor)
        } catch {
            // A file that somebody else has made for this user, in a folder that he cannot change.
            guard SystemFile.exists(path) else { throw .system(error) }
            try Self.check(path)
            descriptor = unsafe open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { throw .system(error) }
        }
        identity = FileIdentity(draft ?? path)
        do throws(Refusal) {
            do throws(SystemFailure) { try write() } catch { throw .system(error) }
            if let draft { try Self.publish(draft, as: path) }
        } catch {
            if let draft { unsafe unlink(draft) }
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// Puts the number of the process into the file, which has another one after a fork.
    package func write() throws(SystemFailure) {
        guard ftruncate(descriptor, 0) == 0 else { throw SystemFailure("ftruncate") }
        let text = Array("\(getpid())\n".utf8)
        guard unsafe pwrite(descriptor, text, text.count, 0) == text.count else { throw SystemFailure("write") }
    }

    /// Takes the file away, where it is still this one.
    package func remove() {
        if let identity, FileIdentity(path) == identity { unsafe unlink(path) }
    }

    /// Gives the draft its name; of several processes that start at once one gets it.
    private static func publish(_ draft: String, as path: String) throws(Refusal) {
        if unsafe netlab_rename(draft, path, NETLAB_RENAME_NEW) == 0 { return }
        guard errno == EEXIST else { throw .system(SystemFailure("rename")) }
        try check(path)
        guard unsafe netlab_rename(draft, path, NETLAB_RENAME_EXCHANGE) == 0 else {
            throw .system(SystemFailure("rename"))
        }
        do throws(Refusal) {
            // What stood there is the draft now: was it another starter's, it goes back.
            try check(draft)
        } catch {
            unsafe netlab_rename(draft, path, NETLAB_RENAME_EXCHANGE)
            throw error
        }
        unsafe unlink(draft)
    }

    /// Refuses a file that names a process that runs, and what is no file.
    private static func check(_ path: String) throws(Refusal) {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(SystemFailure("open")) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .system(SystemFailure("open", .fileExists))
        }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 10 }, as: UTF8.self)
        // In a container a process often has the number that the one before it had.
        if let process = Int(text), process != Int(getpid()), runs(process) { throw .taken(process: process) }
    }

    private static func runs(_ process: Int) -> Bool {
        guard process > 0, let identifier = pid_t(exactly: process) else { return false }
        return kill(identifier, 0) == 0 || errno == EPERM
    }
}
