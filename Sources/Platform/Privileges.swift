internal import CPlatform
internal import Glibc
internal import SystemPackage

/// What a process may do beyond what its user may, and giving that up.
package enum Privileges {
    /// A user that root becomes.
    package struct User: Sendable, Equatable {
        package let name: String
        let identifier: uid_t
        let group: gid_t
        /// Nobody chose him: he may write files wherever root may, and root stays root where there is no such user.
        var isDefault = false

        /// Whether this process has the user's identity already.
        package var isCurrent: Bool { identifier == geteuid() }
    }

    /// The account of that name; nil where there is none, or it cannot be looked up.
    package static func user(named name: String) -> User? {
        unsafe account { unsafe getpwnam_r(name, $0, $1, $2, $3) }
    }

    /// What SUDO_UID says, where that is no user.
    package struct NoUserBehindSudo: Error, Equatable {
        package let text: String
    }

    /// Whom root becomes where nobody is named: the one who called sudo(8), by the environment that it sets, else `nobody`; nil
    /// where this process is not root's, or there is no `nobody`.
    package static func defaultUser() throws(NoUserBehindSudo) -> User? {
        guard Process.isRoot else { return nil }
        if let text = Terminal.environment("SUDO_UID"), text != "0" {
            guard let identifier = uid_t(text),
                let account = unsafe account({ unsafe getpwuid_r(identifier, $0, $1, $2, $3) })
            else { throw NoUserBehindSudo(text: text) }
            let group = Terminal.environment("SUDO_GID").flatMap(gid_t.init) ?? account.group
            return User(name: account.name, identifier: identifier, group: group)
        }
        var nobody = user(named: "nobody")
        nobody?.isDefault = true
        return nobody
    }

    /// Gives up, for good, all that was raised: capabilities, what executing a file could raise again, and root's identity for
    /// `user`'s.
    ///
    /// The process must have one thread: each has capabilities of its own. Root that stays root, and `nobody` in its place, keep
    /// CAP_DAC_OVERRIDE for `writesFiles`, without which root could not have files written into its own folders.
    /// - Throws: the call that was refused; EPERM where who is not root is to become another.
    package static func giveUp(becoming user: User?, writesFiles: Bool) throws(SystemFailure) {
        // The bounding set first, which only root can empty; then who root is, which takes capabilities to change.
        guard netlab_forbid_privileges() == 0 else { throw SystemFailure("prctl") }
        if let user, !user.isCurrent {
            guard Process.isRoot else { throw SystemFailure("setresuid", .notPermitted) }
            let result = unsafe netlab_become(user.name, user.identifier, user.group, user.isDefault)
            // A user namespace, such as a container's, may have no other users.
            let hasNoOther = [EINVAL, EPERM].contains(errno) && user.isDefault
            guard result == 0 || hasNoOther else { throw SystemFailure("setresuid") }
        }
        let keeps = writesFiles && (Process.isRoot || user?.isDefault == true)
        guard netlab_keep_capabilities(keeps) == 0 else { throw SystemFailure("capset") }
    }

    private typealias Lookup = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32

    /// The account that `lookup` finds, with as much room as it asks for.
    private static func account(_ lookup: Lookup) -> User? {
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
