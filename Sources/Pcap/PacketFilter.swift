internal import CPcap
package import Wire

/// A compiled filter expression of pcap-filter(7), to be asked about packets that come from anywhere.
@safe
package struct PacketFilter: ~Copyable {
    private var program: bpf_program

    /// Compiles it for packets of a file: `linkType` is a `LINKTYPE_` number, or the `DLT_` that some systems write instead, and
    /// `order` the file's.
    ///
    /// In a file the numbers in front of BSD's loopback packets are those of the system that wrote it, in its byte order.
    /// - Throws: `PcapFailure.badFilter`.
    package init(_ expression: String, linkType: Int, order: ByteOrder, snapLength: Int) throws(PcapFailure) {
        try PcapFailure.requireLibrary()
        var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        let file = unsafe netlab_open_empty_savefile(
            Self.fileLinkType(linkType),
            UInt32(clamping: snapLength),
            order == .bigEndian,
            &message
        )
        guard let file = unsafe file else {
            throw .failed(String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        defer { unsafe pcap_close(file) }
        unsafe program = try PacketFilter.compile(expression, for: file)
    }

    deinit {
        var program = unsafe program
        unsafe pcap_freecode(&program)
    }

    /// Whether the packet, of which `record` says where it lies in `buffer`, passes.
    package func passes(_ record: PacketRecord, in buffer: borrowing Span<UInt8>) -> Bool {
        var header = pcap_pkthdr()
        header.caplen = bpf_u_int32(clamping: record.capturedLength)
        header.len = bpf_u_int32(clamping: record.originalLength)
        return unsafe buffer.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            return unsafe withUnsafePointer(to: program) {
                unsafe pcap_offline_filter($0, &header, base + record.offset) != 0
            }
        }
    }

    private static func fileLinkType(_ linkType: Int) -> UInt16 {
        // The bits above describe the frame check sequence. OpenBSD writes its DLT_RAW where others write LINKTYPE_RAW.
        let number = UInt16(truncatingIfNeeded: linkType)
        return number == 14 ? 101 : number
    }

    static func compile(_ expression: String, for handle: OpaquePointer) throws(PcapFailure) -> bpf_program {
        var program = unsafe bpf_program()
        guard unsafe pcap_compile(handle, &program, expression, 1, bpf_u_int32.max) == 0 else {
            let message = unsafe String(cString: pcap_geterr(handle))
            let place =
                message.contains("syntax error") ? unsafe FilterFault.place(in: expression, for: handle) : nil
            throw .badFilter(expression: expression, message: message, place: place)
        }
        return unsafe program
    }
}

extension PacketFilter {
    /// A filter that can be kept in a collection.
    package final class Shared {
        private let filter: PacketFilter

        /// - Throws: `PcapFailure.badFilter`.
        package init(_ expression: String, linkType: Int, order: ByteOrder) throws(PcapFailure) {
            filter = try PacketFilter(expression, linkType: linkType, order: order, snapLength: 262_144)
        }

        package func passes(_ record: PacketRecord, in buffer: borrowing Span<UInt8>) -> Bool {
            filter.passes(record, in: buffer)
        }
    }
}
