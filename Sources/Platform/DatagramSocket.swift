internal import Glibc
internal import SystemPackage
package import Wire

/// A bound datagram socket, closed when it goes out of use.
package final class DatagramSocket: Sendable {
    /// What it is bound to.
    package let name: SocketName
    package let descriptor: Int32

    /// socket(2), bind(2); port 0 lets the kernel choose, and `name` has what it chose.
    ///
    /// Without SO_REUSEADDR, which would let a second server take the port's datagrams.
    package init(on name: SocketName) throws(SystemFailure) {
        guard case .internet(let address) = name else { throw SystemFailure("socket", .addressFamilyNotSupported) }
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, type, 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        do throws(SystemFailure) {
            if case .v6 = address.address { try SocketOption.onlyIPv6.set(on: descriptor) }
            try name.tellDestinations(to: descriptor)
            let bound = unsafe address.withSockaddr { unsafe bind(descriptor, $0, $1) }
            guard bound == 0 else { throw SystemFailure("bind") }
            self.name = .internet(try localAddress(of: descriptor))
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }
}
