internal import Capturing
internal import Composing
internal import Pcap
internal import Platform
internal import Rendering
internal import Serving
internal import SystemPackage
internal import Wire

/// What a command cannot do: the cause in one line, what to do about it where that is known, and the exit status.
struct CommandFailure: Error, Equatable {
    let status: ExitStatus
    let cause: String
    let hint: String?

    init(status: ExitStatus, cause: String, hint: String? = nil) {
        self.status = status
        self.cause = cause
        self.hint = hint
    }

    /// Says it on standard error.
    ///
    /// Causes may quote names and files from outside.
    func report(command: String) {
        StandardError.write("\(command): \(VisibleText.escaped(cause))\n")
        if let hint { StandardError.write("hint: \(VisibleText.escaped(hint))\n") }
    }
}

extension CommandFailure {
    init(_ failure: SystemFailure) {
        self.init(status: .systemError, cause: "\(failure)")
    }

    init(_ failure: LookupFailure) {
        self.init(status: failure.isTemporary ? .timedOut : .noHost, cause: "\(failure)")
    }

    init(_ error: ServingError) {
        guard case .cannotListen(let name, _, let failure, let holder) = error else {
            let status: ExitStatus = if case .system = error { .systemError } else { .usage }
            self.init(status: status, cause: "\(error)")
            return
        }
        let isPath = name.internet == nil
        switch failure.errno {
        case .addressInUse:
            let hint =
                isPath
                ? holder == nil ? "what is no socket is not replaced: name another path." : nil
                : holder?.connection == .timeWait
                    ? "it goes by itself, within a minute." : "without a port the system chooses a free one."
            self.init(status: .unavailable, cause: "\(error)", hint: hint)
        case .addressNotAvailable:
            self.init(status: .unavailable, cause: "\(error)", hint: "'ip address' lists the addresses of this host.")
        case .permissionDenied where isPath:
            self.init(status: .noPermission, cause: "\(error)", hint: "'ls -ld' says who may make files in its folder.")
        case .permissionDenied:
            self.init(status: .noPermission, cause: "\(error)", hint: "ports below 1024 need root; take a higher one.")
        case .noSuchFileOrDirectory, .notDirectory, .readOnlyFileSystem:
            self.init(status: .cannotCreate, cause: "\(error)")
        default:
            self.init(status: .systemError, cause: "\(error)")
        }
    }

    /// A file that was to be read.
    static func unreadable(_ path: String, _ failure: SystemFailure) -> CommandFailure {
        let cause = "cannot \(failure.call) '\(path)': \(failure.reason)"
        guard failure.errno == .permissionDenied else { return CommandFailure(status: .noInput, cause: cause) }
        return CommandFailure(status: .noPermission, cause: cause, hint: "'ls -l' says who may read it.")
    }

    init(_ error: CapturingError) {
        switch error {
        case .cannotOpen(let path, let failure), .cannotRead(let path, let failure):
            self = .unreadable(path, failure)
        case .damaged: self.init(status: .malformedInput, cause: "\(error)")
        case .cannotCreate, .isRead: self.init(status: .cannotCreate, cause: "\(error)")
        case .cannotWrite: self.init(status: .cannotWrite, cause: "\(error)")
        case .mixedLinkTypes:
            self.init(
                status: .cannotWrite,
                cause: "\(error)",
                hint: "a name that ends in .pcapng makes a file that holds all."
            )
        case .system(let failure): self.init(failure)
        case .pcap(let failure): self.init(failure)
        }
    }

    /// In a run that may have become another user.
    init(_ error: CapturingError, as user: Privileges.User?) {
        self.init(error)
        if case .cannotCreate(_, let failure) = error, failure.errno == .permissionDenied, let user {
            self = CommandFailure(
                status: status,
                cause: cause,
                hint: "files are written as '\(user.name)'; -Z root writes them as root."
            )
        }
    }

    init(_ failure: PcapFailure) {
        switch failure {
        case .noSuchInterface:
            let names = Interface.all.map(\.name).joined(separator: ", ")
            self.init(status: .noInput, cause: "\(failure)", hint: "the interfaces here are \(names).")
        case .notPermitted:
            self.init(
                status: .noPermission,
                cause: "\(failure)",
                hint:
                    "use sudo, or 'sudo setcap cap_net_raw+ep' on the netlab binary; 'netlab capture lab' needs neither."
            )
        case .interfaceDown(let name):
            self.init(status: .unavailable, cause: "\(failure)", hint: "'ip link set \(name) up' brings it up.")
        case .badFilter:
            self.init(status: .usage, cause: "\(failure)", hint: "pcap-filter(7) describes the language.")
        case .noSuchTimestampType:
            self.init(status: .usage, cause: "\(failure)", hint: "pcap-tstamp(7) says what the types mean.")
        case .failed:
            self.init(status: .systemError, cause: "\(failure)")
        case .noLibrary:
            self.init(
                status: .systemError,
                cause: "\(failure)",
                hint: "Debian has it as libpcap0.8: 'apt install libpcap0.8'."
            )
        }
    }

    init(_ error: LabError) {
        switch error {
        case .noSandbox: self.init(status: .noPermission, cause: "\(error)", hint: Self.sandboxHint)
        case .cannotConfigure, .system: self.init(status: .systemError, cause: "\(error)")
        case .capturing(let error): self.init(error)
        }
    }

    /// The setting that forbids namespaces to this user, as far as the system tells.
    private static var sandboxHint: String {
        if Process.kernelSetting("kernel/unprivileged_userns_clone") == "0" {
            return "'sudo sysctl kernel.unprivileged_userns_clone=1' allows it, or run as root."
        }
        if Process.kernelSetting("user/max_user_namespaces") == "0" {
            return "'sudo sysctl user.max_user_namespaces=1000' allows it, or run as root."
        }
        if Process.kernelSetting("kernel/apparmor_restrict_unprivileged_userns") == "1" {
            return "'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0' allows it, or run as root."
        }
        return "containers forbid it with a seccomp profile: run outside of one, or with CAP_SYS_ADMIN."
    }
}
