internal import ArgumentParser
internal import Platform
internal import Serving
internal import Wire

/// Where a service listens, and who may come.
struct ListenOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Where to listen: HOST:PORT, [V6]:PORT, :PORT or *:PORT for all addresses, with udp: for UDP; unix:PATH, "
                + "unix-dgram:PATH, unix:@NAME for a name that is no file, fd:NUMBER; with faults of its own behind commas: :8001,delay=50ms,no-read "
                + "(default: loopback, on a port that the system chooses).",
            valueName: "endpoint"
        )
    )
    var endpoints: [String] = []

    @Option(help: ArgumentHelp("Listen there, as an argument says it.", valueName: "endpoint"))
    var listen: [String] = []

    @Flag(help: "Serve the connection that standard input is, as inetd(8) hands it over.")
    var inetd = false

    @Option(
        help: ArgumentHelp("Write the port to this file once all addresses are bound.", valueName: "file"),
        completion: .file()
    )
    var portFile: String?

    @Option(
        help: ArgumentHelp("How many clients may wait to be accepted (default: 4096).", valueName: "number"),
        transform: { try Value.count($0, in: 1...65_535) }
    )
    var backlog: Int?

    @Flag(help: "Share the port with other servers that do so too, clients being spread over them.")
    var reusePort = false

    @Option(
        help: ArgumentHelp("Permissions of a unix path, in octal (default: 0600).", valueName: "mode"),
        transform: {
            guard let mode = UInt32($0, radix: 8), mode <= 0o777, $0.allSatisfy(\.isNumber) else {
                throw ValidationError("'\($0)' is no mode in octal, such as 0660")
            }
            return mode
        }
    )
    var mode: UInt32?

    @Option(
        help: ArgumentHelp("Serve clients of this network only; may be repeated.", valueName: "network"),
        transform: Self.range
    )
    var allow: [AddressRange] = []

    @Option(
        help: ArgumentHelp("Do not serve clients of this network; may be repeated.", valueName: "network"),
        transform: Self.range
    )
    var deny: [AddressRange] = []

    @Flag(name: .customShort("4"), help: "Use IPv4 only.")
    var ipv4 = false

    @Flag(name: .customShort("6"), help: "Use IPv6 only.")
    var ipv6 = false

    /// Not a group of its own here: each level of groups costs a debug build four times the parsing.
    var family: NameService.Family { ipv4 ? .ipv4 : ipv6 ? .ipv6 : .any }

    func validate() throws {
        if ipv4 && ipv6 { throw ValidationError("-4 and -6 contradict each other") }
        let places = try named
        if inetd && !places.isEmpty { throw ValidationError("--inetd and an endpoint contradict each other") }
        if inetd && portFile != nil { throw ValidationError("--inetd and --port-file contradict each other") }
        let hasFile = places.contains {
            if case .unix(let path) = $0.endpoint.place { !path.hasPrefix("@") } else { false }
        }
        if mode != nil && !hasFile {
            throw ValidationError(
                "--mode is for unix: and unix-dgram: paths; a name behind an @ is no file with permissions"
            )
        }
    }

    /// The endpoints that were named, in whatever way.
    var named: [ServedEndpoint] {
        get throws { try (endpoints + listen).map(ServedEndpoint.init) }
    }

    var settings: BindSettings {
        var settings = BindSettings()
        if let backlog { settings.backlog = backlog }
        settings.reusesPort = reusePort
        if let mode { settings.mode = mode }
        return settings
    }

    var admission: Admission { Admission(allowed: allow, denied: deny) }

    private static func range(_ text: String) throws -> AddressRange {
        guard let range = AddressRange(text) else {
            throw ValidationError("'\(text)' is no network, such as 192.0.2.0/24, 2001:db8::/32 or an address")
        }
        return range
    }
}
