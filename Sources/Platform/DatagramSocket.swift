internal import Glibc
package import Wire

/// A bound datagram socket, closed when it goes out of use.
package final class DatagramSocket: Sendable {
    /// What it is bound to.
    package let name: SocketName
    package let descriptor: Int32
    private let file: SocketFile?

    /// socket(2), bind(2); port 0 lets the kernel choose, and `name` has what it chose.
    package init(on name: SocketName, settings: BindSettings = BindSettings()) throws(SystemFailure) {
        let descriptor = socket(name.family, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        do throws(SystemFailure) {
            try name.tellDestinations(to: descriptor)
            file = try settings.bind(descriptor, to: name, isStream: false)
            self.name = try localName(of: descriptor)
            self.descriptor = descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// A socket that is bound already, and is this object's from now on.
    init(inheriting descriptor: Int32) throws(SystemFailure) {
        name = try localName(of: descriptor)
        file = nil
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
