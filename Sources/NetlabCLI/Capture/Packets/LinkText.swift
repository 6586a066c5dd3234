internal import Rendering
internal import Wire

/// A frame's link layer in a few words, in the manner of tcpdump's `-e`.
enum LinkText {
    /// Ends with the length of the frame.
    static func describe(linkType: Int, _ bytes: Span<UInt8>, length: Int) -> String {
        guard let layer = LinkLayer.numbered(linkType) else { return "link type \(linkType), length \(length)" }
        guard let details = layer.details(bytes) else { return "\(layer.description), length \(length)" }
        var parts: [String] = []
        if let travel = details.travel { parts.append(text(travel)) }
        if let interface = details.interface { parts.append("interface \(interface)") }
        let ends = [details.source, details.destination].compactMap { $0 }
            .filter { !$0.isEmpty && $0.upperBound <= bytes.count }
            .map { hardware($0, in: bytes) }
        if !ends.isEmpty { parts.append(ends.joined(separator: " > ")) }
        for tag in details.tags {
            parts.append("vlan \(tag.identifier)" + (tag.priority > 0 ? " priority \(tag.priority)" : ""))
        }
        if let etherType = details.etherType { parts.append(name(etherType: etherType)) }
        parts.append("length \(length)")
        return parts.joined(separator: ", ")
    }

    /// `02:00:00:00:00:01`.
    static func hardware(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
        var digits: [String] = []
        for index in range { digits.append(hexadecimal(bytes[index])) }
        return digits.joined(separator: ":")
    }

    static func name(etherType: UInt16) -> String {
        switch etherType {
        case 0x0800: "IPv4"
        case 0x86dd: "IPv6"
        case 0x0806: "ARP"
        case 0x8035: "Reverse ARP"
        case 0x8863, 0x8864: "PPPoE"
        case ..<0x0600: "802.3"
        default: "EtherType 0x\(hexadecimal(UInt8(etherType >> 8)))\(hexadecimal(UInt8(etherType & 0xff)))"
        }
    }

    private static func text(_ travel: LinkDetails.Travel) -> String {
        switch travel {
        case .toUs: "In"
        case .broadcast: "Broadcast"
        case .multicast: "Multicast"
        case .toOthers: "Other"
        case .fromUs: "Out"
        }
    }
}
