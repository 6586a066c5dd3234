internal import CPlatform
internal import Glibc
internal import SystemPackage

/// A network namespace of this process's own: with a loopback interface and nothing else.
package enum NetworkSandbox {
    /// What the process had to enter.
    package enum Kind: Sendable, Equatable {
        /// A network namespace, by CAP_SYS_ADMIN.
        case network
        /// A user namespace that grants the right, and a network namespace in it: works for any user where the system allows it.
        case userAndNetwork
    }

    /// Enters a private network namespace and brings its loopback up.
    ///
    /// The process must have one thread: unshare(2) refuses a user namespace to a process with more, and a network namespace
    /// holds for the calling thread and those it starts later.
    /// - Throws: the unshare(2) that was refused, or the ioctl(2) that failed.
    package static func enter() throws(SystemFailure) -> Kind {
        let kind: Kind
        if netlab_unshare_network(false) == 0 {
            kind = .network
        } else if Errno(rawValue: errno) == .notPermitted {
            try enterWithUser()
            kind = .userAndNetwork
        } else {
            throw SystemFailure("unshare")
        }
        try Interface.loopback.bringUp()
        return kind
    }

    private static func enterWithUser() throws(SystemFailure) {
        let user = geteuid()
        let group = getegid()
        guard netlab_unshare_network(true) == 0 else { throw SystemFailure("unshare") }
        // user_namespaces(7): a group may be mapped without privilege only once setgroups(2) is given up.
        try write("deny", to: "/proc/self/setgroups")
        try write("\(user) \(user) 1", to: "/proc/self/uid_map")
        try write("\(group) \(group) 1", to: "/proc/self/gid_map")
    }

    private static func write(_ text: String, to path: String) throws(SystemFailure) {
        do {
            let file = try FileDescriptor.open(FilePath(path), .writeOnly)
            _ = try file.closeAfter { try file.writeAll(text.utf8) }
        } catch let error as Errno {
            throw SystemFailure("write \(path)", error)
        } catch {
            throw SystemFailure("write \(path)", .ioError)
        }
    }
}
