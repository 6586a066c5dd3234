internal import CPlatform
internal import Glibc
internal import SystemPackage

/// What a process may do beyond what its user may, and giving that up.
package enum Privileges {
    /// A user that root becomes.
    package struct User: Sendable, Equatable {
        /// Nil for a number without an account.
        package let name: String?
        let identifier: uid_t
        let group: gid_t

        /// Whether this process has the user's identity already.
        package var isCurrent: Bool { identifier == geteuid() }
    }

    /// The account of that name; nil where there is none, or it cannot be looked up.
    package static func user(named name: String) -> User? {
        unsafe account { unsafe getpwnam_r(name, $0, $1, $2, $3) }
    }

    /// Who has called sudo(8), by the environment that it sets; nil where nobody has, or root.
    package static var userBehindSudo: User? {
        guard Process.isRoot, let user = Terminal.environment("SUDO_UID").flatMap(uid_t.init), user != 0 else {
            return nil
        }
        let group = Terminal.environment("SUDO_GID").flatMap(gid_t.init)
        let account = unsafe account { unsafe getpwuid_r(user, $0, $1, $2, $3) }
        guard let group = group ?? account?.group else { return nil }
        return User(name: account?.name, identifier: user, group: group)
    }

    /// Gives up, for good, all that was raised: capabilities, what executing a file could raise again, and root's identity for
    /// `user`'s.
    ///
    /// The process must have one thread: each has capabilities of its own. Root that stays root keeps CAP_DAC_OVERRIDE for
    /// `writesFiles`, without which it could not write into the folders of others.
    /// - Throws: the call that was refused; EPERM where who is not root is to become another.
    package static func giveUp(becoming user: User?, writesFiles: Bool) throws(SystemFailure) {
        // The bounding set first, which only root can empty; then who root is, which takes capabilities to change.
        guard netlab_forbid_privileges() == 0 else { throw SystemFailure("prctl") }
        if let user, !user.isCurrent {
            guard Process.isRoot else { throw SystemFailure("setresuid", .notPermitted) }
            let result =
                if let name = user.name {
                    unsafe netlab_become(name, user.identifier, user.group)
                } else {
                    netlab_become(nil, user.identifier, user.group)
                }
            guard result == 0 else { throw SystemFailure("setresuid") }
        }
        guard netlab_keep_capabilities(writesFiles && Process.isRoot) == 0 else { throw SystemFailure("capset") }
    }

    private typealias Lookup = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32

    /// The account that `lookup` finds, with as much room as it asks for.
    private static func account(_ lookup: Lookup) -> User? {
        guard NameSwitch.current.emptiness(of: "passwd") == nil else { return nil }
        var size = 1 << 10
        while true {
            var room = [CChar](repeating: 0, count: size)
            var user: User?
            let status = unsafe room.withUnsafeMutableBufferPointer { room in
                var entry = unsafe passwd()
                var found: UnsafeMutablePointer<passwd>?
                guard let base = room.baseAddress else { return EINVAL }
                let status = unsafe lookup(&entry, base, room.count, &found)
                if status == 0, unsafe found != nil {
                    unsafe user = User(
                        name: String(cString: entry.pw_name),
                        identifier: entry.pw_uid,
                        group: entry.pw_gid
                    )
                }
                return status
            }
            guard status == ERANGE, size < 1 << 20 else { return user }
            size *= 2
        }
    }
}
