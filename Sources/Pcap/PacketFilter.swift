internal import CPcap
package import Wire

/// A compiled filter expression of pcap-filter(7), to be asked about packets that come from anywhere.
@safe
package struct PacketFilter: ~Copyable {
    private var program: bpf_program

    /// `linkType` is a file's: a `LINKTYPE_` number, or the `DLT_` that some systems write instead.
    /// - Throws: `PcapFailure.badFilter`.
    package init(_ expression: String, linkType: Int, snapLength: Int) throws(PcapFailure) {
        try PcapFailure.requireLibrary()
        let dataLink = Self.dataLink(linkType)
        guard let dead = unsafe pcap_open_dead(dataLink, Int32(clamping: snapLength)) else {
            throw .failed("libpcap has no memory for a filter")
        }
        defer { unsafe pcap_close(dead) }
        unsafe program = try PacketFilter.compile(expression, for: dead)
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

    /// libpcap compiles for its own `DLT_` numbers, of which raw IP's is another than the file's.
    private static func dataLink(_ linkType: Int) -> Int32 {
        // The bits above describe the frame check sequence.
        let number = Int32(linkType & 0xffff)
        // LINKTYPE_RAW, and OpenBSD's DLT_RAW.
        return number == 101 || number == 14 ? DLT_RAW : number
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
        package init(_ expression: String, linkType: Int) throws(PcapFailure) {
            filter = try PacketFilter(expression, linkType: linkType, snapLength: 262_144)
        }

        package func passes(_ record: PacketRecord, in buffer: borrowing Span<UInt8>) -> Bool {
            filter.passes(record, in: buffer)
        }
    }
}
