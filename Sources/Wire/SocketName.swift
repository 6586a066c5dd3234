/// What a socket is bound or connected to, in whatever family.
package enum SocketName: Hashable, Sendable, LosslessStringConvertible {
    case internet(SocketAddress)
    /// A path of unix(7), empty for a socket without a name, as clients are; behind an `@` a name that is no file (unix(7),
    /// abstract).
    case unix(path: String)

    package var internet: SocketAddress? {
        if case .internet(let address) = self { address } else { nil }
    }

    /// Whether it is a path behind which there is no file.
    package var isAbstract: Bool {
        if case .unix(let path) = self { path.utf8.first == UInt8(ascii: "@") } else { false }
    }

    /// Reads `127.0.0.1:2000`, `[::1]:2000` or `unix:/tmp/a`: numbers only, no names.
    package init?(_ text: String) {
        if text.hasPrefix("unix:") {
            self = .unix(path: String(text.dropFirst(5)))
        } else if let address = SocketAddress(text) {
            self = .internet(address)
        } else {
            return nil
        }
    }

    /// As endpoints are typed: `127.0.0.1:2000`, `unix:/tmp/a`.
    package var description: String {
        switch self {
        case .internet(let address): "\(address)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
