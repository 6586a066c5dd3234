package import Wire

/// A socket that clients can come to.
package enum BoundSocket: Sendable {
    case listener(Listener)
    case datagram(DatagramSocket)

    package var name: SocketName {
        switch self {
        case .listener(let listener): listener.name
        case .datagram(let socket): socket.name
        }
    }
}
