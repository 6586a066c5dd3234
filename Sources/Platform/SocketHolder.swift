package import Wire

/// Who keeps a name from being bound.
package struct SocketHolder: Sendable, Equatable {
    package struct Holder: Sendable, Equatable {
        package let identifier: Int
        package let name: String

        package init(identifier: Int, name: String) {
            self.identifier = identifier
            self.name = name
        }
    }

    /// The process that has the socket open; nil for another user's, and where there is none.
    package let process: Holder?
    /// The state that the port's connection is in, where no socket listens; nil where one does, and for paths and UDP.
    package let connection: TCPState?

    package init(process: Holder?, connection: TCPState?) {
        self.process = process
        self.connection = connection
    }

    /// Who holds `name` now; nil where the system does not tell.
    package static func find(_ name: SocketName, _ transport: Transport) -> SocketHolder? {
        guard let entry = entry(name, transport) else { return nil }
        let state = transport == .tcp ? TCPState(linux: entry.state) : nil
        return SocketHolder(process: process(with: entry.inode), connection: state == .listen ? nil : state)
    }

    /// SS_UNCONNECTED of linux/net.h: what a bound socket is, also while it listens.
    private static let unconnected: UInt8 = 1

    private static func entry(_ name: SocketName, _ transport: Transport) -> SocketTable.Entry? {
        switch name {
        case .unix(let path):
            // Connections have the path too, and those that nobody has accepted belong to nobody.
            return SocketTable.read("unix").entries.first { $0.path == path && $0.state == unconnected }
        case .internet(let address):
            let table = transport == .udp ? "udp" : "tcp"
            let entries = (SocketTable.read(table).entries + SocketTable.read(table + "6").entries)
                .filter { $0.local.map { conflict($0, address) } ?? false }
            // A listener says more than the connections that it took; a connection more than what is left of one.
            return entries.first { TCPState(linux: $0.state) == .listen }
                ?? entries.first { TCPState(linux: $0.state) != .timeWait } ?? entries.first
        }
    }

    private static func conflict(_ held: SocketAddress, _ wanted: SocketAddress) -> Bool {
        guard held.port == wanted.port else { return false }
        let heldAddress = held.address.unmapped ?? held.address
        return heldAddress == wanted.address || [held.address, wanted.address].contains { $0 == .any4 || $0 == .any6 }
    }

    /// The first process that has the socket among its descriptors, as far as one may look.
    private static func process(with inode: UInt64) -> Holder? {
        guard inode != 0 else { return nil }
        let link = "socket:[\(inode)]"
        for folder in SystemFile.names(in: "/proc") {
            guard let identifier = Int(folder) else { continue }
            let descriptors = "/proc/\(folder)/fd"
            guard
                SystemFile.names(in: descriptors).contains(where: {
                    SystemFile.linkText("\(descriptors)/\($0)") == link
                })
            else { continue }
            return Holder(identifier: identifier, name: Process.name(of: identifier) ?? "")
        }
        return nil
    }
}

extension Process {
    /// The program that a process runs, cut to 15 bytes by the kernel; nil where there is no such process.
    package static func name(of identifier: Int) -> String? {
        SystemFile.text("/proc/\(identifier)/comm").map { String($0.prefix { $0 != "\n" }) }
    }
}
