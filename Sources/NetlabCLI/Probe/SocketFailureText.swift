internal import Platform
internal import Probing
internal import Rendering
internal import SystemPackage
internal import Wire

extension SocketFailure {
    /// What was wrong, and whose error it is, in a few words; `name` is where the call was to lead.
    func words(to name: SocketName?) -> String {
        switch cause {
        case .nobodyListens: "nobody listens there"
        case .networkMessage: (message?.isPortUnreachable == true ? "a filter refuses it: " : "") + said
        case .ownMessage: said + ", which is this host"
        case .noRoute: "this host has no route there"
        case .blackholeRoute: "a blackhole route of this host drops it"
        case .prohibitRoute: "a route or a filter of this host forbids it"
        case .localFilter: "a filter of this host forbids it"
        case .groupAddress: "a broadcast or multicast address takes no connection"
        case .interfaceMissing: interfaceMissing(name)
        case .sourceNotHere: "this host does not have the address of --source"
        case .sourcePortTaken: "the port of --source is in use on this host"
        case .sourceIsLoopback: "from a loopback address, as --source has it, nothing leaves this host"
        case .noFreePort: "this host has no free port left to connect from (ip_local_port_range)"
        case .noDescriptor:
            errno == .tooManyOpenFiles
                ? "this process may open no more files (ulimit -n)" : "this host can open no more files"
        case nil: outcome == .systemFailure ? "\(call)" : call.reason
        }
    }

    /// The message and who sent it.
    private var said: String {
        (message?.text ?? call.reason) + (message?.sender.map { " says \($0)" } ?? "")
    }

    private func interfaceMissing(_ name: SocketName?) -> String {
        if call.call == "bind" { return "a link-local --source needs its interface, as in fe80::1%eth0" }
        guard let address = name?.internet?.address, case .v6 = address else {
            return "a broadcast or multicast address without a route needs its interface: --interface eth0"
        }
        let kind = AddressScope(address) == .multicast ? "multicast" : "link-local"
        return "a \(kind) address needs its interface, as in \(address)%eth0"
    }
}

extension JSONWriter {
    /// The published shape of a failed call.
    mutating func members(of failure: SocketFailure?) {
        member("error", failure?.errnoName)
        member("message", failure?.message?.text)
        member("messageFrom", failure?.message?.sender?.description)
        member("cause", failure?.cause?.rawValue)
    }
}
