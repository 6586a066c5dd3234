internal import Platform
internal import Rendering
internal import Wire

/// Addresses and ports as they are shown: numbers, or names where these are found soon enough.
struct PacketNames {
    private var finder: NameFinder?

    init(areWanted: Bool) {
        finder = areWanted ? NameFinder() : nil
    }

    func host(_ address: IPAddress) -> String {
        finder?.host(address) ?? address.description
    }

    func port(_ port: UInt16, isDatagram: Bool) -> String {
        finder?.port(port, isDatagram: isDatagram) ?? "\(port)"
    }

    func end(_ address: IPAddress, _ port: UInt16, isDatagram: Bool = false) -> String {
        guard let finder else { return SocketAddress(address: address, port: port).description }
        let port = self.port(port, isDatagram: isDatagram)
        if let name = finder.host(address) { return "\(name):\(port)" }
        return switch address {
        case .v4: "\(address):\(port)"
        case .v6: "[\(address)]:\(port)"
        }
    }
}

/// Asks the resolver for names, each once, and waits only so long for its answers.
private final class NameFinder {
    private enum Host {
        case known(String?)
        case asked(Worker<String?>)
    }

    private struct Port: Hashable {
        let number: UInt16
        let isDatagram: Bool
    }

    /// How long one answer is waited for, and all of them; an answer that comes later serves later packets.
    private static let patienceNanoseconds: Int64 = 500_000_000
    private static let pause = Duration.microseconds(200)
    private var patienceLeft: Int64 = 2_000_000_000
    /// Questions under way at once.
    private static let maximumQuestions = 16
    private static let maximumHosts = 65_536

    private var hosts: [IPAddress: Host] = [:]
    private var questions = 0
    private var ports: [Port: String?] = [:]

    func host(_ address: IPAddress) -> String? {
        switch hosts[address] {
        case .known(let name): return name
        case .asked(let worker): return take(worker.finished, for: address)
        case nil: return ask(for: address)
        }
    }

    private func ask(for address: IPAddress) -> String? {
        guard questions < Self.maximumQuestions, hosts.count < Self.maximumHosts,
            let worker = try? Worker.start({ NameService.hostName(of: address) })
        else { return nil }
        questions += 1
        hosts[address] = .asked(worker)
        let start = Clock.monotonicNanoseconds()
        let deadline = start + min(Self.patienceNanoseconds, patienceLeft)
        while worker.finished == nil, Clock.monotonicNanoseconds() < deadline { Clock.sleep(for: Self.pause) }
        patienceLeft -= Clock.monotonicNanoseconds() - start
        return take(worker.finished, for: address)
    }

    private func take(_ answer: String??, for address: IPAddress) -> String? {
        guard let answer else { return nil }
        questions -= 1
        let name = answer.map { VisibleText.escaped($0) }
        hosts[address] = .known(name)
        return name
    }

    func port(_ number: UInt16, isDatagram: Bool) -> String? {
        let port = Port(number: number, isDatagram: isDatagram)
        if let name = ports[port] { return name }
        let name = NameService.serviceName(of: number, isDatagram: isDatagram).map { VisibleText.escaped($0) }
        ports[port] = .some(name)
        return name
    }
}
