internal import ArgumentParser
internal import Platform
internal import Resolving
internal import Wire

/// What is to be probed, as it was typed: a host and one port or many.
struct TargetText: Sendable, Equatable {
    let host: String
    let ports: [String]

    /// Reads `HOST:PORT`, `[V6]:PORT`, `:PORT` (loopback), each with `tcp:` before it, and ports such as `80,443,8000-8010,http`.
    init(_ text: String) throws {
        let end = text.lastIndex(of: "]") ?? text.startIndex
        guard let colon = text[end...].lastIndex(of: ":"), text.index(after: colon) < text.endIndex else {
            _ = try Endpoint(text)
            throw ValidationError("'\(text)' names no port: write \(text):443 or \(text):http")
        }
        ports = try text[colon...].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
            .flatMap { try Self.ports($0) }
        host = try Endpoint("\(text[..<colon]):1").host ?? "localhost"
        for port in ports where try Endpoint("\(text[..<colon]):\(port)").service == "0" {
            throw ValidationError("'\(text)' names port 0, which nobody can listen on")
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
    func label(_ port: String) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// A target with the addresses of its host.
struct ResolvedTarget {
    /// As it was typed, with its port.
    let label: String
    /// In the order in which an application would try them; empty where there is none.
    let addresses: [SocketAddress]
    let failure: LookupFailure?
    /// The name took longer than it may.
    var isLate = false

    /// Looks the hosts of `targets` up, many at once, and makes a target of each port.
    static func resolve(
        _ targets: [TargetText],
        family: NameService.Family,
        concurrency: Int,
        timeout: Duration,
        until stop: borrowing StopSignals?
    ) throws -> [ResolvedTarget] {
        var resolved: [ResolvedTarget] = []
        let pool = LookupPool(concurrency: concurrency, timeout: timeout)
        try pool.run(targets, until: stop) { target in
            target.ports.map { port in
                Result { () throws(LookupFailure) in
                    try NameService.addresses(of: target.host, service: port, family: family)
                }
            }
        } _: { index, outcome in
            let target = targets[index]
            for (place, port) in target.ports.enumerated() {
                let label = target.label(port)
                switch outcome.answer?[place] {
                case .success(let addresses)?:
                    resolved.append(ResolvedTarget(label: label, addresses: addresses, failure: nil))
                case .failure(let failure)?:
                    resolved.append(ResolvedTarget(label: label, addresses: [], failure: failure))
                case nil:
                    resolved.append(ResolvedTarget(label: label, addresses: [], failure: nil, isLate: true))
                }
            }
        }
        return resolved
    }
}
