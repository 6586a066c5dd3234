internal import Rendering
internal import Wire

extension PayloadType {
    /// `EtherType 0x88cc (LLDP)`: whose number it is, the number, and what it stands for.
    var text: String {
        let (numbering, isHexadecimal) = words
        let number = isHexadecimal ? "0x" + hexadecimalDigits : "\(self.number)"
        let name = name.map { " (\($0))" } ?? ""
        switch self.numbering {
        case .wireless: return wireless
        case .l2tp: return "L2TPv3 sessions"
        default: return "\(numbering) \(number)\(name)"
        }
    }

    /// What the number is called, and whether it is usually written in hexadecimal.
    private var words: (String, Bool) {
        switch numbering {
        case .etherType: ("EtherType", true)
        case .gre: ("GRE protocol", true)
        case .ipProtocol: ("IP protocol", false)
        case .ppp: ("PPP protocol", true)
        case .llc: ("LLC SAP", true)
        case .snap: ("SNAP protocol", true)
        case .nlpid: ("NLPID", true)
        case .ciscoHDLC: ("Cisco HDLC protocol", true)
        case .family: ("address family", false)
        case .linuxProtocol: ("Linux protocol", true)
        case .linuxDevice: ("Linux device type", false)
        case .wireless: ("802.11 frame type", false)
        case .arcnet: ("ARCNET protocol", false)
        case .fddi: ("FDDI frame control", true)
        case .tokenRing: ("Token Ring frame control", true)
        case .mpls: ("MPLS payload", true)
        case .gtpu: ("GTP-U payload", true)
        case .l2tp: ("L2TP version", false)
        case .linkType: ("link type", false)
        }
    }

    /// As many as the field that holds the number has.
    private var hexadecimalDigits: String {
        let bytes =
            switch numbering {
            case .snap: 5
            case .llc, .nlpid, .fddi, .tokenRing: 1
            case .mpls, .gtpu: 0
            default: 2
            }
        guard bytes > 0 else { return String(number, radix: 16) }
        return (0..<bytes).reversed().map { hexadecimal(UInt8(truncatingIfNeeded: number >> (8 * $0))) }.joined()
    }

    private var wireless: String {
        switch WirelessFrame(rawValue: UInt8(truncatingIfNeeded: number)) {
        case .management: "802.11 management frames"
        case .control: "802.11 control frames"
        case .empty: "802.11 frames without data"
        case .encrypted: "encrypted 802.11 data"
        case .fragment: "802.11 fragments"
        case .extended, nil: "802.11 extension frames"
        }
    }

    private var name: String? {
        switch numbering {
        case .etherType, .gre, .ciscoHDLC: Self.etherTypes[number]
        case .ipProtocol: Self.ipProtocols[number]
        case .ppp: Self.pppProtocols[number]
        case .llc: Self.servicePoints[number]
        case .snap: Self.snapProtocols[number]
        case .nlpid: Self.networkLayers[number]
        case .linuxProtocol: [0x01: "Novell 802.3", 0x0c: "CAN", 0x0d: "CAN FD", 0x16: "X.25"][number]
        case .linuxDevice: [824: "netlink"][number]
        default: nil
        }
    }

    private static let etherTypes: [UInt64: String] = [
        0x0842: "Wake-on-LAN", 0x2000: "CDP", 0x22eb: "ERSPAN III", 0x22f0: "AVTP", 0x22f3: "TRILL",
        0x4305: "batman-adv",
        0x6003: "DECnet", 0x8035: "SLARP", 0x809b: "AppleTalk", 0x80f3: "AARP", 0x8137: "IPX", 0x8808: "flow control",
        0x8809: "slow protocols", 0x883e: "WCCP", 0x8847: "MPLS", 0x8848: "MPLS multicast", 0x8863: "PPPoE discovery",
        0x888e: "EAPOL", 0x8892: "PROFINET", 0x88a2: "ATA over Ethernet", 0x88a4: "EtherCAT", 0x88b8: "GOOSE",
        0x88ba: "sampled values", 0x88be: "ERSPAN", 0x88cc: "LLDP", 0x88e1: "HomePlug", 0x88e5: "MACsec", 0x88f7: "PTP",
        0x8902: "CFM", 0x8906: "FCoE", 0x8914: "FCoE initialization", 0x8947: "GeoNetworking", 0x9000: "loopback test",
        0xfefe: "OSI",
    ]

    private static let ipProtocols: [UInt64: String] = [
        2: "IGMP", 4: "IPv4", 33: "DCCP", 41: "IPv6", 46: "RSVP", 47: "GRE", 50: "ESP", 51: "AH", 54: "NHRP",
        59: "no next header", 88: "EIGRP", 89: "OSPF", 94: "IPIP", 97: "EtherIP", 103: "PIM", 108: "IPComp",
        112: "VRRP", 113: "PGM", 115: "L2TP", 124: "IS-IS", 132: "SCTP", 136: "UDP-Lite", 137: "MPLS", 139: "HIP",
    ]

    private static let pppProtocols: [UInt64: String] = [
        0x0023: "OSI", 0x0029: "AppleTalk", 0x002b: "IPX", 0x002d: "VJ compressed TCP", 0x002f: "VJ uncompressed TCP",
        0x0031: "bridging", 0x003d: "multilink fragment", 0x0053: "encrypted", 0x00fd: "compressed", 0x0207: "CDP",
        0x8021: "IPCP", 0x8023: "OSICP", 0x8031: "BCP", 0x8053: "ECP", 0x8057: "IPV6CP", 0x80fd: "CCP",
        0x8281: "MPLSCP",
        0xc021: "LCP", 0xc023: "PAP", 0xc025: "link quality", 0xc223: "CHAP", 0xc227: "EAP",
    ]

    private static let servicePoints: [UInt64: String] = [
        0x00: "null", 0x04: "SNA", 0x42: "STP", 0xaa: "SNAP", 0xbc: "VINES", 0xe0: "IPX", 0xf0: "NetBIOS",
        0xf4: "LAN management",
        0xfe: "OSI", 0xff: "IPX",
    ]

    private static let snapProtocols: [UInt64: String] = [
        0x00_000c_0104: "PAgP", 0x00_000c_010b: "PVST+", 0x00_000c_0111: "UDLD", 0x00_000c_2000: "CDP",
        0x00_000c_2003: "VTP", 0x00_000c_2004: "DTP", 0x08_0007_809b: "AppleTalk", 0x00_e02b_00bb: "EDP",
        0x00_80c2_000e: "STP",
    ]

    private static let networkLayers: [UInt64: String] = [
        0x08: "Q.933", 0x09: "LMI", 0x81: "CLNP", 0x82: "ES-IS", 0x83: "IS-IS", 0xb1: "FRF.12",
    ]
}
