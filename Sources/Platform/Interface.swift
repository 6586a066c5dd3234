internal import CPlatform
internal import Glibc

/// A network interface of this process's network namespace, by its name.
package struct Interface: Sendable, Equatable {
    package static let loopback = Interface(name: "lo")

    package let name: String

    package init(name: String) {
        self.name = name
    }

    /// The interfaces of this process's network namespace (if_nameindex(3)); none where they cannot be listed.
    package static var all: [Interface] {
        guard let first = unsafe if_nameindex() else { return [] }
        defer { unsafe if_freenameindex(first) }
        var interfaces: [Interface] = []
        var next = unsafe first
        while let name = unsafe next.pointee.if_name {
            interfaces.append(Interface(name: unsafe String(cString: name)))
            unsafe next += 1
        }
        return interfaces
    }

    /// if_indextoname(3): nil where no interface has the number.
    package init?(number: UInt32) {
        var name = [CChar](repeating: 0, count: Int(IF_NAMESIZE))
        guard unsafe if_indextoname(number, &name) != nil else { return nil }
        self.init(name: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// if_nametoindex(3): nil where there is no such interface.
    package var number: UInt32? {
        let number = unsafe if_nametoindex(name)
        return number == 0 ? nil : number
    }

    package func bringUp() throws(SystemFailure) {
        try control("ioctl SIOCSIFFLAGS") { unsafe netlab_interface_up($0, name) }
    }

    /// The largest IP datagram the interface carries whole, in bytes.
    package func mtu() throws(SystemFailure) -> Int {
        Int(try control("ioctl SIOCGIFMTU") { unsafe netlab_get_mtu($0, name) })
    }

    /// - Note: an MTU under 1,280 takes the interface's IPv6 addresses away (RFC 8200 §5).
    package func setMTU(_ mtu: Int) throws(SystemFailure) {
        try control("ioctl SIOCSIFMTU") { unsafe netlab_set_mtu($0, name, Int32(clamping: mtu)) }
    }

    /// TSO, GSO and GRO, all on or all off.
    package func setOffload(_ enabled: Bool) throws(SystemFailure) {
        try control("ioctl SIOCETHTOOL") { unsafe netlab_set_offload($0, name, enabled) }
    }

    /// Makes `request` on a socket that lives as long as the call.
    @discardableResult
    private func control(_ call: String, _ request: (Int32) -> Int32) throws(SystemFailure) -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw SystemFailure("socket") }
        let result = request(socket)
        let failure = SystemFailure(call)
        close(socket)
        guard result >= 0 else { throw failure }
        return result
    }
}
