internal import ArgumentParser
internal import Platform

/// How packets are saved, and as whom.
struct SaveOptions: ParsableArguments {
    @Option(
        name: [.customShort("w", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Save the packets as a pcap file too; - writes them to standard output instead of a report.",
            valueName: "file"
        ),
        completion: .file()
    )
    var write: String?

    @Option(
        name: [.customShort("Z", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The user that root becomes before it decodes or writes a packet (default: the one who called sudo).",
            valueName: "user"
        )
    )
    var relinquishPrivileges: String?

    /// Whom root becomes; nil where everybody stays who he is.
    ///
    /// - Throws: 64 where there is no such user, 77 where only root could become him.
    func user() throws(CommandFailure) -> Privileges.User? {
        guard let name = relinquishPrivileges else { return Privileges.userBehindSudo }
        guard let user = Privileges.user(named: name) else {
            throw CommandFailure(
                status: .usage,
                cause: "there is no user '\(name)'",
                hint: "'getent passwd' lists them."
            )
        }
        guard Process.isRoot || user.isCurrent else {
            throw CommandFailure(
                status: .noPermission,
                cause: "cannot become '\(name)'",
                hint: "only root can; without -Z you stay who you are."
            )
        }
        return user
    }
}
