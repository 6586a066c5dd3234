internal import CPcap

/// Whose clock stamps the packets of an interface (pcap-tstamp(7)).
enum TimestampType {
    /// Chooses one for a capture that is not active yet.
    static func set(_ name: String, on handle: OpaquePointer, _ interface: String) throws(PcapFailure) {
        let type = unsafe pcap_tstamp_type_name_to_val(name)
        let available = unsafe names(of: handle)
        // An interface that lists none has the host's clock, and no choice.
        guard type >= 0, available.contains(name) || name == "host" else {
            throw .noSuchTimestampType(name, interface: interface, available: available.isEmpty ? ["host"] : available)
        }
        guard !available.isEmpty else { return }
        let status = unsafe pcap_set_tstamp_type(handle, type)
        guard status >= 0 else { throw unsafe .failed("libpcap: \(String(cString: pcap_statustostr(status)))") }
    }

    private static func names(of handle: OpaquePointer) -> [String] {
        var types: UnsafeMutablePointer<Int32>?
        let count = unsafe pcap_list_tstamp_types(handle, &types)
        guard count > 0, let types = unsafe types else { return [] }
        defer { unsafe pcap_free_tstamp_types(types) }
        return (0..<Int(count)).compactMap { index in
            unsafe pcap_tstamp_type_val_to_name(types[index]).map { unsafe String(cString: $0) }
        }
    }
}
