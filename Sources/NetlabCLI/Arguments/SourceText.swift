internal import ArgumentParser
internal import Wire

extension Value {
    /// An address to connect from, with a port or without.
    static func source(_ text: String) throws -> SocketAddress {
        guard let address = SocketAddress(text) ?? IPAddress(text).map({ SocketAddress(address: $0, port: 0) }) else {
            throw ValidationError("'\(text)' is no address, such as 127.0.0.1 or [::1]:4000")
        }
        return address
    }
}
