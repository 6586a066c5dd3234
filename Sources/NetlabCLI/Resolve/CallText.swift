internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension ResolverRequest {
    /// The function that is called: the one of a family that may be called from any thread.
    var functionName: String {
        switch call {
        case .gethostname, .getaddrinfo, .getnameinfo, .getfqdn: call.rawValue
        case .gethostbyname, .gethostbynameEx: "gethostbyname_r"
        case .gethostbyaddr: "gethostbyaddr_r"
        }
    }

    /// The call as it would stand in a program.
    var text: String { "\(functionName)(\(argumentTexts.joined(separator: ", ")))" }

    private var argumentTexts: [String] {
        switch arguments {
        case .none: []
        case .host(let name): name.isEmpty && call == .getfqdn ? [] : [Self.quoted(name)]
        case .address(let address): ["\(address)", address.family.constant]
        case .addressInfo(let host, let service, let hints):
            [
                host.map(Self.quoted) ?? "NULL", service.map(Self.quoted) ?? "NULL",
                "{ai_flags: \(Self.text(hints.flags)), ai_family: \(hints.family.constant), ai_socktype: 0}",
            ]
        case .nameInfo(let address, let flags): [address.text, Self.text(flags)]
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(VisibleText.escaped(text))\"" }

    private static func text(_ flags: some NamedFlags) -> String {
        flags.isEmpty ? "0" : flags.setNames.joined(separator: "|")
    }

    /// What the call does not say by itself.
    func notes(succeeded: Bool) -> [String] {
        switch (call, arguments) {
        case (.gethostname, _):
            ["the name that sethostname(2) set; nothing was looked up."]
        case (.getfqdn, _):
            [
                "no call of the C library, but these, as Python makes them; name servers may be asked about this very host."
            ]
        case (.gethostbyname, .host(let name)), (.gethostbynameEx, .host(let name)):
            ["the call knows IPv4 alone: it never asks for IPv6 addresses."] + (succeeded ? numericNotes(name) : [])
        case (.gethostbyaddr, .address(let address)) where AddressScope(address) == .mapped:
            ["the IPv4 address in it is not looked up."]
        case (.gethostbyaddr, .address(let address)) where succeeded:
            ["nobody checked that the name leads back to the address; 'netlab resolve \(address)' does."]
        case (.getaddrinfo, .addressInfo(let host, _, let hints)) where succeeded:
            ["ai_socktype 0 asks for all, so that an address may stand there once for each."]
                + (host.map(numericNotes) ?? [Self.nullNote(hints.flags)])
        case (.getnameinfo, .nameInfo(_, let flags)) where !flags.contains(.nameRequired):
            ["without NI_NAMEREQD an address without a name is its own name."]
        default: []
        }
    }

    /// What no name means (getaddrinfo(3)).
    private static func nullNote(_ flags: AddressInfoFlags) -> String {
        flags.contains(.passive)
            ? "without a name AI_PASSIVE asks for the addresses of all interfaces, to listen on."
            : "without a name and AI_PASSIVE the addresses are loopback's, to connect to."
    }

    private func numericNotes(_ name: String) -> [String] {
        NumericForm(name).map { [$0.text + "."] } ?? []
    }

    func members(_ json: inout JSONWriter) {
        json.member("call", functionName)
        json.member("arguments") { json in
            json.object { json in
                switch arguments {
                case .none: break
                case .host(let name): json.member("name", name)
                case .address(let address):
                    json.member("address", address.description)
                    json.member("family", address.family.constant)
                case .addressInfo(let host, let service, let hints):
                    json.member("name", host)
                    json.member("service", service)
                    json.member("flags", strings: hints.flags.setNames)
                    json.member("family", hints.family.constant)
                case .nameInfo(let address, let flags):
                    json.addressMembers(address)
                    json.member("flags", strings: flags.setNames)
                }
            }
        }
    }
}

extension ResolverReturn {
    func lines(as call: ResolverCall) -> [String] {
        switch self {
        case .hostName(let name): ["  name  \(VisibleText.escaped(name))"]
        case .qualifiedName(let name): name.lines
        case .entry(let entry): call == .gethostbynameEx ? entry.tripleLines : entry.hostentLines
        case .addressInfo(let info): info.lines
        case .nameInfo(let host, let service):
            ["  host     \(VisibleText.escaped(host))", "  service  \(VisibleText.escaped(service))"]
        }
    }

    func members(_ json: inout JSONWriter) {
        switch self {
        case .hostName(let name): json.member("name", name)
        case .qualifiedName(let name): name.members(&json)
        case .entry(let entry):
            json.member("name", entry.name)
            json.member("aliases", strings: entry.aliases)
            json.member("addresses", strings: entry.addresses.map(\.description))
        case .addressInfo(let info):
            json.member("canonicalName", info.canonicalName)
            json.member("entries", array: info.entries) { json, entry in
                json.object {
                    $0.member("family", entry.address.address.family.constant)
                    $0.member("socketType", entry.socketType.description)
                    $0.member("protocol", Int(entry.transport))
                    $0.addressMembers(entry.address)
                }
            }
        case .nameInfo(let host, let service):
            json.member("host", host)
            json.member("service", service)
        }
    }
}

extension HostEntry {
    /// `struct hostent`.
    fileprivate var hostentLines: [String] {
        let isIPv6 = addresses.contains { $0.family == .ipv6 }
        return [
            "  h_name       \(VisibleText.escaped(name))",
            "  h_aliases    \(list(aliases))",
            "  h_addrtype   \(isIPv6 ? "AF_INET6" : "AF_INET")",
            "  h_length     \(isIPv6 ? 16 : 4)",
            "  h_addr_list  \(list(addresses.map(\.description)))",
        ]
    }

    /// What Python's function of that name returns.
    fileprivate var tripleLines: [String] {
        [
            "  name       \(VisibleText.escaped(name))",
            "  aliases    \(list(aliases))",
            "  addresses  \(list(addresses.map(\.description)))",
        ]
    }

    private func list(_ items: [String]) -> String {
        items.isEmpty ? "none" : items.map { VisibleText.escaped($0) }.joined(separator: ", ")
    }
}

extension AddressInfo {
    fileprivate var lines: [String] {
        var table = Table([
            ("ai_family", .left), ("ai_socktype", .left), ("ai_protocol", .left), ("ai_addr", .left),
            ("ai_canonname", .left),
        ])
        for (index, entry) in entries.enumerated() {
            table.add([
                entry.address.address.family.constant, entry.socketType.description, entry.transportName,
                entry.address.text, index == 0 ? canonicalName.map { VisibleText.escaped($0) } ?? "NULL" : "NULL",
            ])
        }
        return table.lines(style: Style(isColored: false))
    }
}

extension AddressInfo.Entry {
    fileprivate var transportName: String {
        switch transport {
        case 0: "IPPROTO_IP"
        case 6: "IPPROTO_TCP"
        case 17: "IPPROTO_UDP"
        default: "\(transport)"
        }
    }
}

extension NameService.Family {
    /// The constant of sys/socket.h.
    var constant: String {
        switch self {
        case .any: "AF_UNSPEC"
        case .ipv4: "AF_INET"
        case .ipv6: "AF_INET6"
        }
    }
}
