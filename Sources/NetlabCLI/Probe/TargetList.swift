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

    let place: Place
    let transport: Transport
    /// Whether the transport was typed, and results are to call the target by it.
    private let namesTransport: Bool

    /// Reads `HOST:PORT`, `[V6]:PORT`, `:PORT` (loopback), each with `tcp:` or `udp:` before it, ports such as
    /// `80,443,8000-8010,http`, `unix:PATH` and `unix-dgram:PATH`.
    ///
    /// A kind of probe may have a port of its own, and says which transports it has.
    init(_ text: String, for probe: Probe) throws {
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

    /// As results call it, with one of its ports.
    func label(_ host: String, _ port: String) -> String {
        (namesTransport ? "\(transport.rawValue):" : "")
            + (host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
    }
}

/// A target with the addresses of its host.
struct ResolvedTarget {
    /// As it was typed, with its port.
    let label: String
    /// In the order in which an application would try them; empty where there is none.
    let targets: [Target]
    var failure: LookupFailure?
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
        try pool.run(texts, until: stop) { text -> [Result<[SocketAddress], LookupFailure>] in
            guard case .internet(let host, let ports) = text.place else { return [] }
            return ports.map { port in
                Result { () throws(LookupFailure) in
                    try NameService.addresses(
                        of: host,
                        service: port,
                        family: family,
                        socketType: text.transport.isStream ? .stream : .datagram
                    )
                }
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
                    resolved.append(ResolvedTarget(text.label(host, port), text.transport, outcome.answer?[place]))
                }
            }
        }
        return resolved
    }

    private init(
        _ label: String,
        _ transport: Transport,
        _ answer: Result<[SocketAddress], LookupFailure>?
    ) {
        switch answer {
        case .success(let addresses)?:
            self.init(label: label, targets: addresses.map { Target(.internet($0), transport) })
        case .failure(let failure)?: self.init(label: label, targets: [], failure: failure)
        case nil: self.init(label: label, targets: [], isLate: true)
        }
    }

    private init(label: String, targets: [Target], failure: LookupFailure? = nil, isLate: Bool = false) {
        self.label = label
        self.targets = targets
        self.failure = failure
        self.isLate = isLate
    }
}

extension [String] {
    /// `a, b or c`.
    fileprivate func formatted(_ word: String) -> String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " \(word) " + self[count - 1]
    }
}
