internal import ArgumentParser
internal import Platform
internal import Resolving
internal import Wire

/// What is asked of DNS servers, past the system's resolver, and of which.
struct DirectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ask DNS servers for records of these types, such as A,MX, TYPE65 or ANY.",
            valueName: "types"
        ),
        transform: Self.types
    )
    var type: [[DNSType]] = []

    @Option(
        help: ArgumentHelp(
            "Ask this DNS server, ADDRESS or ADDRESS:PORT; @ADDRESS among the names says the same (default: those of resolv.conf).",
            valueName: "server"
        ),
        transform: Self.server
    )
    var server: [SocketAddress] = []

    @Flag(help: "Ask DNS servers over TCP only.")
    var tcp = false

    @Flag(name: .customLong("no-edns"), help: "Ask DNS servers without EDNS.")
    var noEDNS = false

    /// Each type once, in their order.
    var types: [DNSType] { type.joined().distinct }

    var isGiven: Bool { !type.isEmpty || !server.isEmpty || tcp || noEDNS }

    /// `servers` are those among the names; they share the time where they are asked in turn.
    func policy(servers: [SocketAddress], inTurn: Bool, _ lookup: LookupOptions) -> DNSPolicy {
        var policy = DNSPolicy(.current)
        let named = server + servers
        if !named.isEmpty { policy.servers = named }
        if tcp { policy.usesTCP = true }
        // What is compared with the system is asked as the system asks.
        if inTurn {
            policy.edns = EDNS()
            policy.passesOverLameServers = false
        }
        if noEDNS { policy.edns = nil }
        policy.concurrency = lookup.concurrency
        if let limit = lookup.timeout {
            policy.limit = limit
            // Attempts share the time, so that none of them has all of it.
            policy.timeout = min(policy.timeout, limit / (policy.rounds * (inTurn ? policy.servers.count : 1)))
        }
        return policy
    }

    /// A name that is a server, as dig's users write it.
    static func server(_ text: String) throws -> SocketAddress {
        let text = text.hasPrefix("@") ? String(text.dropFirst()) : text
        let target: LookupTarget
        do throws(LookupTarget.Fault) {
            target = try LookupTarget(text)
        } catch {
            throw ValidationError("'\(text)' is no server: \(error.text)")
        }
        guard case .address(var end) = target else {
            throw ValidationError(
                "'\(text)' is no server's address, such as 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353"
            )
        }
        if end.port == 0 {
            guard IPAddress(text) != nil || !text.hasSuffix(":0") else {
                throw ValidationError("'\(text)' is no server: nobody listens on port 0")
            }
            end.port = DNSPolicy.port
        }
        return end
    }

    private static func types(_ text: String) throws -> [DNSType] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let type = DNSType(String(name)) else {
                throw ValidationError("'\(name)' is no type of record; one without a name is written as TYPE65")
            }
            guard !type.isForTransfers else {
                throw ValidationError("'\(name)' is no type to look up: it is for whole zones, or none of records")
            }
            return type
        }
    }
}

extension DNSType {
    /// OPT, and what stands between the types of data and those of questions (RFC 6895 section 3.1).
    fileprivate var isForTransfers: Bool { self == .opt || 249...252 ~= rawValue }
}
