/// Lengths beyond which a field is taken for garbage, so that it makes no reader wait for, or store, gigabytes.
enum CaptureLimits {
    /// The most captured bytes of a packet, unless the file's own limit is larger: libpcap's default.
    static let packetLength: UInt32 = 262_144

    /// The most bytes of a pcapng block: what Wireshark and libpcap accept.
    static let blockLength: UInt32 = 16 << 20
}
