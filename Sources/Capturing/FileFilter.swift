package import Pcap
internal import Wire

/// Packets of a file that no filter could be asked about, and that are left out therefore.
package struct UnfilteredPackets: Sendable, Equatable {
    /// LINKTYPE_ number.
    package let linkType: Int
    package internal(set) var packets: Int
    /// Why the filter is none for this link type.
    package let failure: PcapFailure
}

/// A filter expression for the packets of a file, whose interfaces may be of several link types and byte orders.
struct FileFilter {
    private struct Link: Hashable {
        let type: Int
        let order: ByteOrder
    }

    /// Each has primitives of pcap-filter(7) that others have not: Ethernet, 802.11, Linux cooked v2, PPP, PF's log, SunATM, MTP2.
    private static let linkTypes = [1, 105, 276, 9, 117, 123, 140]

    private let expression: String
    private var compiled: [Link: Result<PacketFilter.Shared, PcapFailure>] = [:]
    private var judged = 0
    private var unjudged: [Int: UnfilteredPackets] = [:]

    /// - Throws: a filter that is one for none of the link types that have primitives of their own.
    init(_ expression: String) throws(CapturingError) {
        self.expression = expression
        var first: PcapFailure?
        for linkType in Self.linkTypes {
            let link = Link(type: linkType, order: .littleEndian)
            guard case .failure(let failure) = compiled(for: link) else { return }
            first = first ?? failure
            // What is no expression, or names what nobody knows, is wrong everywhere.
            guard case .badFilter(_, let message, nil) = failure, !message.hasPrefix("unknown ") else { break }
        }
        if let first { throw .pcap(first) }
    }

    mutating func compiled(for interface: CaptureInterface) -> Result<PacketFilter.Shared, PcapFailure> {
        compiled(for: Link(type: interface.linkType, order: interface.order))
    }

    private mutating func compiled(for link: Link) -> Result<PacketFilter.Shared, PcapFailure> {
        if let known = compiled[link] { return known }
        let result = Result { () throws(PcapFailure) in
            try PacketFilter.Shared(expression, linkType: link.type, order: link.order)
        }
        compiled[link] = result
        return result
    }

    /// The filter to ask about the next packet of `interface`; nil where that cannot be judged, which is counted.
    mutating func forNextPacket(of interface: CaptureInterface) -> PacketFilter.Shared? {
        switch compiled(for: interface) {
        case .success(let filter):
            judged += 1
            return filter
        case .failure(let failure):
            let linkType = interface.linkType
            unjudged[linkType, default: UnfilteredPackets(linkType: linkType, packets: 0, failure: failure)].packets +=
                1
            return nil
        }
    }

    /// By link type.
    var unfiltered: [UnfilteredPackets] { unjudged.values.sorted { $0.linkType < $1.linkType } }

    /// Why there is not one packet that could be judged, where there are others.
    var failure: PcapFailure? { judged == 0 ? unfiltered.first?.failure : nil }
}
