internal import Platform
internal import Rendering
internal import Resolving
internal import SystemPackage
internal import Wire

extension DNSFailure {
    /// In words; `server` is who was asked.
    func text(_ server: SocketAddress) -> String {
        switch self {
        case .malformed(let error): "a malformed answer: \(error)"
        case .closedEarly: "the connection was closed before the answer"
        case .timedOut: "no answer"
        case .unreachable(let failure, let message):
            if server.lacksInterface, failure.errno == .invalidArgument {
                "cannot be reached: a link-local address needs its interface, as in \(server.address)%eth0"
            } else if let message, let sender = message.sender, sender != server.address {
                "cannot be reached: \(message.text) says \(sender)"
            } else {
                "cannot be reached: \(failure.reason)"
            }
        case .lame: "an answer without records, of a server that neither has the zone nor asks others"
        case .truncated(nil): "the answer is cut short (truncated), over TCP too"
        case .truncated(let failure?):
            "the answer over UDP is cut short (truncated), and over TCP, which it needs: \(failure.text(server))"
        }
    }

    var status: ExitStatus {
        switch last {
        case .unreachable, .lame: .unavailable
        case .malformed, .closedEarly, .truncated: .brokenProtocol
        case .timedOut: .timedOut
        }
    }

    /// As `outcome` in JSON.
    var outcomeName: String {
        switch last {
        case .malformed, .truncated: "malformedAnswer"
        case .closedEarly: "closedEarly"
        case .timedOut: "timedOut"
        case .unreachable: "unreachable"
        case .lame: "lame"
        }
    }

    /// In words where an ICMP message of another host made the server unreachable; nil for any other failure.
    func pathText(_ server: SocketAddress) -> String? {
        message?.sender.flatMap { $0 == server.address ? nil : text(server) }
    }

    /// The ICMP message that made the server unreachable.
    var message: ICMPError? {
        if case .unreachable(_, let message) = last { message } else { nil }
    }
}

extension SocketAddress {
    /// Nobody can be reached at a link-local address without the interface that it belongs to.
    fileprivate var lacksInterface: Bool {
        scope == 0 && AddressScope(address) == .linkLocal && address.family == .ipv6
    }
}

extension DNSTrial {
    /// A server, and why it was of no use.
    var text: String {
        switch result {
        case .success(let message): "\(server.serverText) \(message.responseCode)"
        case .failure(let failure): "\(server.serverText) \(failure.text(server))"
        }
    }

    /// What the server said, in words.
    var saidText: String {
        switch result {
        case .success(let message): "the server answered \(message.responseCode)"
        case .failure(let failure): failure.text(server)
        }
    }
}

extension SocketAddress {
    /// A DNS server: with its port where that is another than usual.
    var serverText: String { port == DNSPolicy.port ? hostText : text }
}

extension DNSTarget.Fault {
    var text: String {
        switch self {
        case .notUTF8: "the name is not valid UTF-8"
        case .badName(let error): "no legal name: \(error)"
        case .notInternational(let failure): failure.text
        case .service(let text):
            "'\(VisibleText.escaped(text))' is no part of a name: the DNS knows names without ports"
        case .typesOfAddress(let types):
            "an address has names, which --type PTR asks for, and no \(types.map(\.description).joined(separator: ", "))"
        }
    }
}

extension DNSLookup {
    /// Names that stand for others beyond ASCII, each once.
    var internationalNames: [(name: String, unicode: String)] {
        var found: [(name: String, unicode: String)] = []
        func note(_ name: DNSName) {
            guard let unicode = name.unicode else { return }
            let text = name.description
            if !found.contains(where: { $0.name == text }) { found.append((text, unicode)) }
        }
        note(question.name)
        for record in answers {
            note(record.name)
            if let target = record.target { note(target) }
        }
        return found
    }
}

extension DNSRecord {
    /// How long it may be remembered that a SOA record's zone has no such record (RFC 2308 section 5).
    var negativeSeconds: UInt32 {
        guard type == .soa, case .fields(let values) = data, case .number(let minimum)? = values.last else {
            return lifetimeSeconds
        }
        return min(minimum, lifetimeSeconds)
    }
}
