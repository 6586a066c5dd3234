internal import Wire

/// What the kernel tells of its sockets in /proc/net (proc(5)).
struct SocketTable {
    struct Entry: Equatable {
        /// Nil for a path.
        let local: SocketAddress?
        /// Nil for a path.
        let path: String?
        /// The number that linux/tcp_states.h has for it, also for UDP; for a path that of linux/net.h.
        let state: UInt8
        let inode: UInt64
    }

    let entries: [Entry]

    /// The table of that name: `tcp`, `tcp6`, `udp`, `udp6`, `unix`.
    static func read(_ name: String) -> SocketTable {
        let text = SystemFile.text("/proc/net/" + name) ?? ""
        return name == "unix" ? SocketTable(unix: text) : SocketTable(internet: text)
    }

    /// The lines of tcp, udp and their relatives: `sl local_address rem_address st queues timer retransmits uid timeout inode`.
    init(internet text: String) {
        entries = text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, let local = Self.address(fields[1]), let state = UInt8(fields[3], radix: 16),
                let inode = UInt64(fields[9])
            else { return nil }
            return Entry(local: local, path: nil, state: state, inode: inode)
        }
    }

    /// The lines of unix: `Num RefCount Protocol Flags Type St Inode Path`, the path missing where there is none.
    init(unix text: String) {
        entries = text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 7)
            guard fields.count == 8, let state = UInt8(fields[5], radix: 16), let inode = UInt64(fields[6]) else {
                return nil
            }
            return Entry(local: nil, path: String(fields[7]), state: state, inode: inode)
        }
    }

    /// `0100007F:0016`: the words of the address as the host has them in memory, and the port as a number.
    private static func address(_ text: Substring) -> SocketAddress? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1], radix: 16) else { return nil }
        var words: [UInt32] = []
        var rest = parts[0]
        while !rest.isEmpty {
            guard let word = UInt32(rest.prefix(8), radix: 16) else { return nil }
            words.append(UInt32(bigEndian: word))
            rest = rest.dropFirst(8)
        }
        switch words.count {
        case 1: return SocketAddress(address: .v4(words[0]), port: port)
        case 4:
            let bits = words.reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
            return SocketAddress(address: .v6(IPv6Address(bits)), port: port)
        default: return nil
        }
    }
}
