internal import ArgumentParser
internal import Capturing
internal import Platform
internal import Rendering

/// How packets are saved, and as whom.
struct SaveOptions: ParsableArguments {
    @Option(
        name: [.customShort("w", allowingJoined: true), .long],
        help: ArgumentHelp(
            """
            Save the packets as a pcap file too, or as pcapng where the name ends in .pcapng; - writes pcap to standard \
            output instead of a report.
            """,
            valueName: "file"
        ),
        completion: .file()
    )
    var write: String?

    @Option(
        name: [.customShort("C", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Go on with another file beyond this size: millions of bytes, or with a unit such as 64KiB.",
            valueName: "size"
        ),
        transform: fileSize
    )
    var rotateSize: Int?

    @Option(
        name: [.customShort("G", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Go on with another file after so many seconds; the file's name may have a time by strftime(3).",
            valueName: "seconds"
        ),
        transform: { try Value.count($0, in: 1...31_536_000) }
    )
    var rotateSeconds: Int?

    @Option(
        name: [.customShort("W", allowingJoined: true), .long],
        help: ArgumentHelp(
            "With -C overwrite the oldest of so many files, with -G stop after so many.",
            valueName: "count"
        ),
        transform: { try Value.count($0, in: 1...Int(Int32.max)) }
    )
    var fileCount: Int?

    @Option(
        name: [.customShort("Z", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The user that root becomes before it decodes or writes a packet (default: the one who called sudo, else nobody).",
            valueName: "user"
        )
    )
    var relinquishPrivileges: String?

    /// What is to be saved; nil where nothing is.
    func request(reading source: String?) -> SaveRequest? {
        guard let write else { return nil }
        var request = SaveRequest(path: write, source: source)
        if rotateSize != nil || rotateSeconds != nil {
            request.rotation = Rotation(bytes: rotateSize, seconds: rotateSeconds, files: fileCount)
        }
        return request
    }

    func validate() throws {
        guard let option = rotateSize != nil ? "-C" : rotateSeconds != nil ? "-G" : fileCount != nil ? "-W" : nil else {
            return
        }
        guard let write else { throw ValidationError("\(option) is for saving with -w") }
        guard write != "-" else { throw ValidationError("\(option) is for files, and -w - is standard output") }
        guard option != "-W" else { throw ValidationError("-W needs -C or -G: without them there is one file") }
    }

    /// As tcpdump counts where there is no unit.
    private static func fileSize(_ text: String) throws -> Int {
        let isBare = text.allSatisfy { $0.isASCII && $0.isNumber }
        return try isBare
            ? Value.count(text, in: 1...1_000_000_000) * 1_000_000 : Value.size(text, in: 1...1_000_000_000_000_000)
    }

    /// Whatever was raised, and for good.
    func giveUpPrivileges(
        becoming user: Privileges.User?,
        writingAlso other: String? = nil
    ) throws(CommandFailure) {
        do {
            try Privileges.giveUp(becoming: user, writesFiles: other != nil || write ?? "-" != "-")
        } catch {
            // As in a user namespace that has no place for the one who called sudo.
            throw CommandFailure(
                status: .systemError,
                cause: "cannot give up privileges: \(error)",
                hint: user == nil ? nil : "-Z root gives up all but being root."
            )
        }
    }

    /// Whom root becomes; nil where everybody stays who he is.
    ///
    /// - Throws: 64 where there is no such user, 77 where only root could become him.
    func user() throws(CommandFailure) -> Privileges.User? {
        guard let name = relinquishPrivileges else {
            do {
                return try Privileges.defaultUser()
            } catch {
                throw CommandFailure(
                    status: .usage,
                    cause: "there is no user '\(VisibleText.escaped(error.text))', who is said to have called sudo",
                    hint: "SUDO_UID says so; -Z USER names another, and -Z root stays root."
                )
            }
        }
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
