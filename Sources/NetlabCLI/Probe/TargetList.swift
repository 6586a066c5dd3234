internal import ArgumentParser
internal import Platform
internal import Probing
internal import Resolving
internal import Wire

/// What is to be probed, as it was typed: a host and one port or many, or a path.
struct TargetText: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case internet(host: String, ports: [String])
        case unix(path: String)
    }

    private(set) var place: Place
    let transport: Transport
    /// What is asked for there, where the kind asks for something that has a URL.
    let location: HTTPLocation?
    /// Whether the transport was typed, and results are to call the target by it.
    private let namesTransport: Bool

    /// Reads `HOST:PORT`, `[V6]:PORT`, `:PORT` (loopback), each with `tcp:` or `udp:` before it, ports such as
    /// `80,443,8000-8010,http`, `unix:PATH` and `unix-dgram:PATH`.
    ///
    /// A kind of probe may have a port of its own, and says which transports it has.
    init(_ text: String, for probe: Probe) throws {
        guard probe.takesLocations else {
            try self.init(text, at: nil, for: probe)
            return
        }
        let location: HTTPLocation
        do throws(HTTPLocation.Fault) {
            location = try HTTPLocation(text)
        } catch {
            throw ValidationError(error.text(of: text))
        }
        try self.init(location, for: probe)
    }

    /// Where a URL leads.
    init(_ location: HTTPLocation, for probe: Probe) throws {
        let host = location.host.contains(":") ? "[\(location.host)]" : location.host
        try self.init("tcp:" + host + (location.port.map { ":\($0)" } ?? ""), at: location, for: probe)
    }

    private init(_ text: String, at location: HTTPLocation?, for probe: Probe) throws {
        self.location = location
        let isRange: (Substring) -> Bool = { $0.contains(",") || $0.contains("-") }
        let end = text.lastIndex(of: "]") ?? text.startIndex
        let colon = text[end...].lastIndex(of: ":")
        let list = colon.map { text[$0...].dropFirst() } ?? ""
        // Only the last part may name more than a port.
        let first = try Endpoint(
            isRange(list) && !text.hasPrefix("unix") ? "\(text[..<(colon ?? end)]):1" : text
        )
        transport = first.namedTransport ?? probe.transports[0]
        namesTransport = first.namedTransport != nil
        guard probe.transports.contains(transport) else {
            let names = probe.transports.map(\.rawValue).formatted("or")
            throw ValidationError("'\(text)' is \(transport.rawValue), and \(probe.name) is probed over \(names)")
        }
        switch first.place {
        case .descriptor: throw ValidationError("'\(text)' is an open file, and a probe makes its own connection")
        case .unix(let path): place = .unix(path: path)
        case .internet(let host, let service):
            var ports = [service].compactMap(\.self)
            if isRange(list) {
                ports = try list.split(separator: ",", omittingEmptySubsequences: false).flatMap(Self.ports)
                // Each is read once more, for what is no port.
                for port in ports { _ = try Endpoint("localhost:\(port)") }
            }
            if ports.isEmpty, let port = probe.wellKnownPort { ports = ["\(port)"] }
            if ports.isEmpty {
                throw ValidationError("'\(text)' names no port: write \(text):443 or \(text):http")
            }
            if ports.contains(where: { UInt16($0) == 0 }) {
                throw ValidationError("'\(text)' names port 0, which nobody can listen on")
            }
            place = .internet(host: host ?? "localhost", ports: ports)
        }
    }

    /// The ports of `8000-8010`, or what is no range as it is.
    private static func ports(_ text: Substring) throws -> [String] {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
            return [String(text)]
        }
        guard let first = UInt16(ends[0]), let last = UInt16(ends[1]), first <= last else {
            throw ValidationError("'\(text)' is no range of ports, such as 8000-8010")
        }
        return (first...last).map(String.init)
    }

    /// The same for each of its ports.
    var single: [TargetText] {
        guard case .internet(let host, let ports) = place else { return [self] }
        return ports.map { port in
            var text = self
            text.place = .internet(host: host, ports: [port])
            return text
        }
    }

    /// As results call it, with one of its ports.
    func label(_ host: String, _ port: String) -> String {
        if let location { return "\(HTTPLocation(host: host, port: port, target: location.target))" }
        return (namesTransport ? "\(transport.rawValue):" : "")
            + (host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
    }
}

/// A target with the addresses of its host.
struct ResolvedTarget {
    /// As it was typed, with its port.
    let label: String
    /// In the order in which an application would try them; empty where there is none.
    var targets: [Target]
    var failure: LookupFailure?
    /// How long the lookup of its host took; nil where there was none to be looked up.
    var lookupNanoseconds: Int64?
    /// What it came to without a lookup, and why.
    var refusal: (outcome: Outcome, reason: String)?
    /// The name took longer than it may.
    var isLate = false

    /// Looks the hosts of `texts` up, many at once, and makes a target of each port.
    static func resolve(
        _ texts: [TargetText],
        family: NameService.Family,
        concurrency: Int,
        timeout: Duration,
        until stop: borrowing StopSignals?
    ) throws -> [ResolvedTarget] {
        var resolved: [ResolvedTarget] = []
        let pool = LookupPool(concurrency: concurrency, timeout: timeout)
        try pool.run(texts, until: stop) { text -> [Lookup] in
            guard case .internet(let host, let ports) = text.place else { return [] }
            var known: Lookup?
            return ports.map { port in
                // The addresses of a host are the same on each port.
                if let number = UInt16(port), let known { return known.on(number) }
                let start = Clock.monotonicNanoseconds()
                let answer = Result { () throws(LookupFailure) in
                    try NameService.addresses(
                        of: host,
                        service: port,
                        family: family,
                        socketType: text.transport.isStream ? .stream : .datagram
                    )
                }
                let lookup = Lookup(answer: answer, nanoseconds: Clock.monotonicNanoseconds() - start)
                if UInt16(port) != nil { known = lookup }
                return lookup
            }
        } _: { index, outcome in
            let text = texts[index]
            switch text.place {
            case .unix(let path):
                let name = SocketName.unix(path: path)
                resolved.append(
                    ResolvedTarget(label: "\(text.transport.rawValue):\(path)", targets: [Target(name, text.transport)])
                )
            case .internet(let host, let ports):
                for (place, port) in ports.enumerated() {
                    resolved.append(ResolvedTarget(text, host, port, outcome.answer?[place]))
                }
            }
        }
        return resolved
    }

    /// Why it is not probed, and what that comes to; nil where it has addresses.
    var obstacle: (outcome: Outcome, reason: String)? {
        if let refusal { return refusal }
        if isLate { return (.timedOut, "the name took longer than --timeout") }
        return failure.map { (Outcome($0), Self.reason($0)) }
    }

    private static func reason(_ failure: LookupFailure) -> String {
        switch failure.kind {
        case .noSuchService: "'\(failure.name)' is no service there: see netlab services"
        case .temporary: "\(failure); the name may exist"
        default: "\(failure)"
        }
    }

    /// What came of looking a host up.
    private struct Lookup: Sendable {
        let answer: Result<[SocketAddress], LookupFailure>
        let nanoseconds: Int64

        /// The same on another port.
        func on(_ port: UInt16) -> Lookup {
            let moved = answer.map { addresses in
                addresses.map { SocketAddress(address: $0.address, port: port, scope: $0.scope) }
            }
            return Lookup(answer: moved, nanoseconds: nanoseconds)
        }
    }

    /// One that is not probed.
    init(_ label: String, refused outcome: Outcome, _ reason: String) {
        self.init(label: label, targets: [], refusal: (outcome, reason))
    }

    private init(_ text: TargetText, _ host: String, _ port: String, _ lookup: Lookup?) {
        let label = text.label(host, port)
        let location = text.location.map { HTTPLocation(host: host, port: port, target: $0.target) }
        switch lookup?.answer {
        case .success(let addresses)?:
            let targets = addresses.map { Target(.internet($0), text.transport, location) }
            self.init(label: label, targets: targets, lookupNanoseconds: lookup?.nanoseconds)
        case .failure(let failure)?:
            self.init(label: label, targets: [], failure: failure, lookupNanoseconds: lookup?.nanoseconds)
        case nil: self.init(label: label, targets: [], isLate: true)
        }
    }

    private init(
        label: String,
        targets: [Target],
        failure: LookupFailure? = nil,
        lookupNanoseconds: Int64? = nil,
        refusal: (outcome: Outcome, reason: String)? = nil,
        isLate: Bool = false
    ) {
        self.label = label
        self.targets = targets
        self.failure = failure
        self.lookupNanoseconds = lookupNanoseconds
        self.refusal = refusal
        self.isLate = isLate
    }
}

extension HTTPLocation.Fault {
    /// What is wrong with a target, and what would be right.
    fileprivate func text(of target: String) -> String {
        switch self {
        case .scheme("https"): "'\(target)' needs TLS, which netlab does not speak: only http:// is probed"
        case .scheme(let scheme): "'\(target)' is \(scheme), and http is probed: http://HOST:PORT/PATH"
        case .user: "'\(target)' names a user, who goes into a field: --header 'Authorization: Basic ...'"
        case .host: "'\(target)' names no host: http://HOST:PORT/PATH"
        case .port: "'\(target)' has no port behind its colon: http://HOST:PORT/PATH"
        case .character: "'\(target)' has a space or a control character, which a URL has as %20"
        }
    }
}

extension [String] {
    /// `a, b or c`.
    fileprivate func formatted(_ word: String) -> String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " \(word) " + self[count - 1]
    }
}
