internal import CPcap
package import Wire

/// A capture on a network interface through libpcap: packets collect in the kernel's ring from the moment it exists.
@safe
package struct LiveCapture: ~Copyable {
    package struct Settings: Sendable, Equatable {
        package var interface: String
        /// Bytes kept of each packet.
        package var snapLength: Int
        /// Bytes of the kernel's ring; nil leaves libpcap's default of 2 MiB.
        package var ringBytes: Int?
        /// How long the kernel may hold packets back to hand over many at once.
        package var holdMilliseconds: Int
        package var filter: String

        package init(interface: String, snapLength: Int, ringBytes: Int?, holdMilliseconds: Int, filter: String = "") {
            self.interface = interface
            self.snapLength = snapLength
            self.ringBytes = ringBytes
            self.holdMilliseconds = holdMilliseconds
            self.filter = filter
        }
    }

    /// Packets since the capture began; nil where the system does not count them.
    package struct Statistics: Sendable, Equatable {
        package let droppedByKernel: Int?
        package let droppedByInterface: Int?
    }

    /// The link type as a LINKTYPE_/DLT_ number.
    package let linkType: Int
    /// poll(2) says of it when `read` would find packets.
    package let descriptor: Int32
    private let handle: OpaquePointer

    package init(_ settings: Settings) throws(PcapFailure) {
        var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard let handle = unsafe pcap_create(settings.interface, &message) else {
            throw .failed(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        do throws(PcapFailure) {
            unsafe pcap_set_snaplen(handle, Int32(clamping: settings.snapLength))
            unsafe pcap_set_timeout(handle, Int32(clamping: settings.holdMilliseconds))
            if let bytes = settings.ringBytes { unsafe pcap_set_buffer_size(handle, Int32(clamping: bytes)) }
            // Microsecond stamps are scaled up where the system has no finer ones.
            unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
            let status = unsafe pcap_activate(handle)
            guard status >= 0 else { throw unsafe Self.failure(status, handle, interface: settings.interface) }
            // An empty one too: only a filter makes the kernel keep no more of a packet than was asked for.
            unsafe try Self.setFilter(settings.filter, on: handle)
            guard unsafe pcap_setnonblock(handle, 1, &message) == 0 else {
                throw .failed(unsafe String(cString: pcap_geterr(handle)))
            }
        } catch {
            unsafe pcap_close(handle)
            throw error
        }
        unsafe self.handle = handle
        // Raw IP is DLT 12 to this system, and LINKTYPE 101 in files.
        let dataLink = Int(unsafe pcap_datalink(handle))
        linkType = dataLink == 12 ? 101 : dataLink
        descriptor = unsafe pcap_get_selectable_fd(handle)
    }

    deinit {
        unsafe pcap_close(handle)
    }

    /// Hands over the next packet that is there, or returns false where there is none.
    ///
    /// Never blocks. The bytes are the kernel's and end with the call.
    package mutating func read(_ body: (PacketRecord, borrowing Span<UInt8>) -> Void) throws(PcapFailure) -> Bool {
        var header: UnsafeMutablePointer<pcap_pkthdr>?
        var bytes: UnsafePointer<UInt8>?
        switch unsafe pcap_next_ex(handle, &header, &bytes) {
        case 1:
            guard let header = unsafe header?.pointee, let bytes = unsafe bytes else { return false }
            let record = PacketRecord(
                // With nanosecond precision libpcap puts nanoseconds into tv_usec.
                time: Timestamp(seconds: Int64(header.ts.tv_sec), nanoseconds: Int64(header.ts.tv_usec)),
                capturedLength: Int(header.caplen),
                originalLength: Int(header.len),
                interface: 0,
                offset: 0
            )
            unsafe body(record, Span(_unsafeStart: bytes, count: Int(header.caplen)))
            return true
        case 0:
            return false
        default:
            throw .failed(unsafe String(cString: pcap_geterr(handle)))
        }
    }

    package func statistics() -> Statistics {
        var counters = pcap_stat()
        guard unsafe pcap_stats(handle, &counters) == 0 else {
            return Statistics(droppedByKernel: nil, droppedByInterface: nil)
        }
        return Statistics(droppedByKernel: Int(counters.ps_drop), droppedByInterface: Int(counters.ps_ifdrop))
    }

    private static func setFilter(_ expression: String, on handle: OpaquePointer) throws(PcapFailure) {
        var program = unsafe try PacketFilter.compile(expression, for: handle)
        defer { unsafe pcap_freecode(&program) }
        guard unsafe pcap_setfilter(handle, &program) == 0 else {
            throw .failed(unsafe String(cString: pcap_geterr(handle)))
        }
    }

    private static func failure(_ status: Int32, _ handle: OpaquePointer, interface: String) -> PcapFailure {
        switch status {
        case PCAP_ERROR_NO_SUCH_DEVICE: .noSuchInterface(interface)
        case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED: .notPermitted(interface: interface)
        case PCAP_ERROR_IFACE_NOT_UP: .interfaceDown(interface)
        default:
            unsafe .failed(
                "libpcap: \(String(cString: pcap_statustostr(status))): \(String(cString: pcap_geterr(handle)))"
            )
        }
    }
}
