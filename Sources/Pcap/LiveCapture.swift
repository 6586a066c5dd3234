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
        /// Whether packets for other stations are captured too.
        package var isPromiscuous = false
        /// Whether each packet is handed over as it comes.
        package var isImmediate = false
        /// Whose clock stamps the packets, by a name of pcap-tstamp(7); nil is the host's.
        package var timestampType: String?

        package init(interface: String, snapLength: Int, ringBytes: Int?, holdMilliseconds: Int, filter: String = "") {
            self.interface = interface
            self.snapLength = snapLength
            self.ringBytes = ringBytes
            self.holdMilliseconds = holdMilliseconds
            self.filter = filter
        }
    }

    /// The link type as a LINKTYPE_/DLT_ number.
    package let linkType: Int
    /// poll(2) says of it when `read` would find packets.
    package let descriptor: Int32
    private let handle: OpaquePointer
    /// The packet that `peek` has found; its bytes are the kernel's until the next is asked for.
    private var ahead: (header: pcap_pkthdr, bytes: UnsafePointer<UInt8>)?

    package init(_ settings: Settings) throws(PcapFailure) {
        try PcapFailure.requireLibrary()
        var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard let handle = unsafe pcap_create(settings.interface, &message) else {
            throw .failed(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        do throws(PcapFailure) {
            unsafe pcap_set_snaplen(handle, Int32(clamping: settings.snapLength))
            unsafe pcap_set_timeout(handle, Int32(clamping: settings.holdMilliseconds))
            if let bytes = settings.ringBytes { unsafe pcap_set_buffer_size(handle, Int32(clamping: bytes)) }
            unsafe pcap_set_promisc(handle, settings.isPromiscuous ? 1 : 0)
            unsafe pcap_set_immediate_mode(handle, settings.isImmediate ? 1 : 0)
            if let name = settings.timestampType { unsafe try TimestampType.set(name, on: handle, settings.interface) }
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

    /// When the next packet was captured, or nil where none is there; never blocks.
    package mutating func peek() throws(PcapFailure) -> Timestamp? {
        if unsafe ahead == nil {
            var header: UnsafeMutablePointer<pcap_pkthdr>?
            var bytes: UnsafePointer<UInt8>?
            var status = unsafe pcap_next_ex(handle, &header, &bytes)
            // What is left of a `read` that was ended at its last packet.
            if status == PCAP_ERROR_BREAK { status = unsafe pcap_next_ex(handle, &header, &bytes) }
            switch status {
            case 1:
                if let header = unsafe header?.pointee, let bytes = unsafe bytes { unsafe ahead = (header, bytes) }
            case 0: break
            default: throw .failed(unsafe String(cString: pcap_geterr(handle)))
            }
        }
        return unsafe ahead.map { unsafe Self.time($0.header) }
    }

    /// Hands over the next packet that is there, or returns false where there is none.
    ///
    /// Never blocks. The bytes are the kernel's and end with the call.
    package mutating func read(_ body: (PacketRecord, borrowing Span<UInt8>) -> Void) throws(PcapFailure) -> Bool {
        guard try peek() != nil, let (header, bytes) = unsafe ahead else { return false }
        unsafe ahead = nil
        let record = PacketRecord(
            time: Self.time(header),
            capturedLength: Int(header.caplen),
            originalLength: Int(header.len),
            interface: 0,
            offset: 0
        )
        unsafe body(record, Span(_unsafeStart: bytes, count: Int(header.caplen)))
        return true
    }

    /// Hands over packets that are there, at most `limit` of them and as long as `body` returns true; returns how many.
    ///
    /// Never blocks. The bytes are the kernel's and end with the call. Not to follow `peek` without `read` between.
    package mutating func read(
        limit: Int,
        _ body: (PacketRecord, borrowing Span<UInt8>) -> Bool
    ) throws(PcapFailure) -> Int {
        let status = withoutActuallyEscaping(body) { body in
            var reading = unsafe Reading(handle: handle, body: body)
            return unsafe withUnsafeMutablePointer(to: &reading) { reading in
                unsafe pcap_dispatch(
                    handle,
                    Int32(clamping: limit),
                    Self.take,
                    UnsafeMutableRawPointer(reading).assumingMemoryBound(to: UInt8.self)
                )
            }
        }
        // Told to stop before the first packet, it says that instead of a number.
        guard status >= 0 || status == PCAP_ERROR_BREAK else {
            throw .failed(unsafe String(cString: pcap_geterr(handle)))
        }
        return max(0, Int(status))
    }

    /// What libpcap hands back with every packet.
    @unsafe private struct Reading {
        let handle: OpaquePointer
        let body: (PacketRecord, borrowing Span<UInt8>) -> Bool
    }

    private static let take: pcap_handler = { user, header, bytes in
        guard let user = unsafe user, let header = unsafe header?.pointee, let bytes = unsafe bytes else { return }
        let reading = unsafe UnsafeMutableRawPointer(user).assumingMemoryBound(to: Reading.self)
        let record = PacketRecord(
            time: time(header),
            capturedLength: Int(header.caplen),
            originalLength: Int(header.len),
            interface: 0,
            offset: 0
        )
        let goesOn = unsafe reading.pointee.body(record, Span(_unsafeStart: bytes, count: Int(header.caplen)))
        if !goesOn { unsafe pcap_breakloop(reading.pointee.handle) }
    }

    /// With nanosecond precision libpcap puts nanoseconds into tv_usec.
    private static func time(_ header: pcap_pkthdr) -> Timestamp {
        Timestamp(seconds: Int64(header.ts.tv_sec), nanoseconds: Int64(header.ts.tv_usec))
    }

    package func statistics() -> CaptureStatistics {
        var counters = pcap_stat()
        guard unsafe pcap_stats(handle, &counters) == 0 else { return .unknown }
        return CaptureStatistics(
            received: Int(counters.ps_recv),
            droppedByKernel: Int(counters.ps_drop),
            // A difference of two counters of the interface: one that was reset meanwhile makes it negative.
            droppedByInterface: counters.ps_ifdrop > UInt32(Int32.max) ? nil : Int(counters.ps_ifdrop)
        )
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
