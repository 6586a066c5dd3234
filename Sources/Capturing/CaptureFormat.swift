internal import Platform
internal import Wire

/// The kinds of capture file that are written.
enum CaptureFormat: Sendable {
    case pcap, pcapng

    /// pcapng for a name that says so.
    init(path: String) {
        self = path.hasSuffix(".pcapng") ? .pcapng : .pcap
    }
}

/// Encodes the packets of one file, the file's head before the first of them.
struct CaptureEncoder {
    private let format: CaptureFormat
    /// Of a pcap file that has its head.
    private(set) var linkType: Int?
    /// How many interfaces a pcapng file describes; nil without its head.
    private var described: Int?

    init(_ format: CaptureFormat) {
        self.format = format
    }

    /// Appends what a file has to say before its packets: a pcap file has one link type for all of them.
    mutating func head(linkType: Int, _ interfaces: [CaptureInterface], into bytes: inout [UInt8]) {
        switch format {
        case .pcap:
            guard self.linkType == nil else { return }
            self.linkType = linkType
            bytes += PcapEncoder.header(linkType: linkType, snapLength: 262_144)
        case .pcapng:
            if described == nil { PcapNGEncoder.section(application: "netlab", into: &bytes) }
            for interface in interfaces.dropFirst(described ?? 0) { PcapNGEncoder.interface(interface, into: &bytes) }
            described = interfaces.count
        }
    }

    /// Whether one file may hold packets of several link types.
    var takesMixed: Bool { format == .pcapng }

    /// Returns whether the file has the record's time.
    func packet(
        _ record: PacketRecord,
        from interface: CaptureInterface,
        _ data: borrowing Span<UInt8>,
        into bytes: inout [UInt8]
    ) -> Bool {
        switch format {
        case .pcap:
            let isKept = PcapEncoder.record(record, into: &bytes)
            for index in data.indices { bytes.append(data[index]) }
            return isKept
        case .pcapng:
            return PcapNGEncoder.packet(record, from: interface, data, into: &bytes)
        }
    }

    /// Appends what the system has counted; only pcapng has a place for it.
    func statistics(_ all: [CaptureStatistics], _ interfaces: [CaptureInterface], into bytes: inout [UInt8]) {
        guard format == .pcapng else { return }
        let now = Clock.now()
        for (index, (statistics, interface)) in zip(all, interfaces).enumerated() {
            PcapNGEncoder.statistics(statistics, interface: index, interface, at: now, into: &bytes)
        }
    }
}
