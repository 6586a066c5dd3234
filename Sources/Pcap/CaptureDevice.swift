internal import CPcap
package import Wire

/// Something that libpcap can capture on: a network interface, or a device of another kind.
package struct CaptureDevice: Sendable, Equatable {
    package struct Address: Sendable, Equatable {
        package let address: IPAddress
        /// How many bits of it name the network; nil where the system does not say.
        package let prefixLength: Int?
    }

    /// Whether something is at the other end: a carrier, or an access point.
    package enum Connection: Sendable {
        case unknown, connected, disconnected, notApplicable
    }

    package let name: String
    package let description: String?
    package let isUp: Bool
    package let isLoopback: Bool
    package let isWireless: Bool
    package let connection: Connection
    package let addresses: [Address]

    /// All of them, those that are up first; asks for no privilege (pcap_findalldevs(3pcap)).
    package static func all() throws(PcapFailure) -> [CaptureDevice] {
        try PcapFailure.requireLibrary()
        var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        var first: UnsafeMutablePointer<pcap_if_t>?
        guard unsafe pcap_findalldevs(&first, &message) == 0 else {
            throw .failed(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        defer { unsafe pcap_freealldevs(first) }
        var devices: [CaptureDevice] = []
        var next = unsafe first
        while let device = unsafe next?.pointee {
            unsafe devices.append(CaptureDevice(device))
            unsafe next = device.next
        }
        return devices
    }

    private init(_ device: pcap_if_t) {
        name = unsafe String(cString: device.name)
        description = unsafe device.description.map { unsafe String(cString: $0) }
        let flags = unsafe device.flags
        isUp = flags & UInt32(PCAP_IF_UP) != 0
        isLoopback = flags & UInt32(PCAP_IF_LOOPBACK) != 0
        isWireless = flags & UInt32(PCAP_IF_WIRELESS) != 0
        connection =
            switch flags & UInt32(PCAP_IF_CONNECTION_STATUS) {
            case UInt32(PCAP_IF_CONNECTION_STATUS_CONNECTED): .connected
            case UInt32(PCAP_IF_CONNECTION_STATUS_DISCONNECTED): .disconnected
            case UInt32(PCAP_IF_CONNECTION_STATUS_NOT_APPLICABLE): .notApplicable
            default: .unknown
            }
        var addresses: [Address] = []
        var next = unsafe device.addresses
        while let entry = unsafe next?.pointee {
            if let address = unsafe Self.address(entry.addr) {
                let mask = unsafe entry.netmask.flatMap { unsafe Self.address($0) }
                addresses.append(Address(address: address, prefixLength: mask.map(Self.prefixLength)))
            }
            unsafe next = entry.next
        }
        self.addresses = addresses
    }

    /// The address in a `struct sockaddr`, nil for families other than IPv4 and IPv6.
    ///
    /// Behind a family of two bytes IPv4's four lie behind a port, IPv6's 16 behind that and the flow's label.
    private static func address(_ pointer: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let pointer = unsafe pointer else { return nil }
        let bytes = UnsafeRawPointer(pointer)
        switch Int32(unsafe pointer.pointee.sa_family) {
        case AF_INET: return .v4(UInt32(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        case AF_INET6:
            let bits = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt128.self)
            return .v6(IPv6Address(UInt128(bigEndian: bits)))
        default: return nil
        }
    }

    private static func prefixLength(_ mask: IPAddress) -> Int {
        switch mask {
        case .v4(let bits): (~bits).leadingZeroBitCount
        case .v6(let value): (~value.bits).leadingZeroBitCount
        }
    }
}
