/// An address and a port: one end of a TCP connection or of a UDP exchange.
package struct SocketAddress: Hashable, Comparable, Sendable {
    package var address: IPAddress
    package var port: UInt16

    /// The interface index that a link-local IPv6 address needs; 0 is none.
    package var scope: UInt32

    package init(address: IPAddress, port: UInt16, scope: UInt32 = 0) {
        self.address = address
        self.port = port
        self.scope = scope
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.address, left.port, left.scope) < (right.address, right.port, right.scope)
    }
}

extension SocketAddress: LosslessStringConvertible {
    /// Reads `127.0.0.1:2000`, `[::1]:2000` or `[fe80::1%3]:80`: numbers only, no names.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(decimal: text[colon...].dropFirst().utf8) else {
            return nil
        }
        let host = text[..<colon]
        if host.first == "[", host.last == "]" {
            self.init(bracketed: host.dropFirst().dropLast(), port: port)
        } else if let value = UInt32(ipv4: host.utf8) {
            self.init(address: .v4(value), port: port)
        } else {
            return nil
        }
    }

    private init?(bracketed host: Substring, port: UInt16) {
        let parts = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let value = UInt128(ipv6: first.utf8) else { return nil }
        self.init(address: .v6(IPv6Address(value)), port: port)
        if parts.count > 1 {
            guard let scope = UInt32(decimal: parts[1].utf8), scope > 0 else { return nil }
            self.scope = scope
        }
    }

    package var description: String {
        switch address {
        case .v4: "\(address):\(port)"
        case .v6 where scope == 0: "[\(address)]:\(port)"
        case .v6: "[\(address)%\(scope)]:\(port)"
        }
    }
}
