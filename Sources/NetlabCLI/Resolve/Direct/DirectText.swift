internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension DNSFailure {
    var text: String {
        switch self {
        case .malformed(let error): "a malformed answer: \(error)"
        case .closedEarly: "the connection was closed before the answer"
        case .timedOut: "no answer"
        case .unreachable(let failure): "cannot be reached: \(failure.reason)"
        }
    }
}

extension DNSTrial {
    /// A server, and why it was of no use.
    var text: String {
        switch result {
        case .success(let message): "\(server.serverText) \(message.responseCode)"
        case .failure(let failure): "\(server.serverText) \(failure.text)"
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
