import Wire

/// The SYN of `Frames.ipv4SYN` behind whatever else leads to IP.
enum EncapsulatedFrames {
    static let all: [(link: LinkLayer, bytes: [UInt8])] = headers.map { ($0, hex($1) + Frames.ipv4SYN) }

    private static let headers: [(LinkLayer, String)] = [
        // IEEE 802.3 with LLC and SNAP, its length before; LLC's own number for IP; a VLAN tag before; 802.1H.
        (.ethernet, "\(ends) 0044 aaaa03 000000 0800"),
        (.ethernet, "\(ends) 003f 060603"),
        (.ethernet, "\(ends) 8100 0007 0044 aaaa03 0000f8 0800"),
        (.ethernet, "\(ends) 8870 aaaa03 000000 0800"),
        // A provider's tag, Linux's tag of a switch, labels, a pseudowire with its control word and without.
        (.ethernet, "\(ends) 88e7 00000007 \(ethernet)"),
        (.ethernet, "\(ends) dada 0000 c0080000 0800"),
        (.ethernet, "\(ends) 8847 000100ff 000111ff"),
        (.ethernet, "\(ends) 8848 000111ff 00000000 \(ethernet)"),
        (.ethernet, "\(ends) 8847 000111ff \(ethernet)"),
        // Signed but not encrypted, with the sender's name and without.
        (.ethernet, "\(ends) 88e5 20 3e 00000001 0200000000010001 0800"),
        (.ethernet, "\(ends) 88e5 00 00 00000001 0800"),
        (.linuxCooked, "0000 0001 0006 0000000000000000 0004 aaaa03 000000 0800"),
        (.linuxCooked2, "0004 0000 00000002 0001 00 06 0000000000000000 aaaa03 000000 0800"),
        (.ppp, "ff03 0281 000111ff"),
        (.ppp, "ff03 003d c0000001 21"),
        (.ppp, "003d c001 0021"),
        (.ppp, "ff03 0031 0001 \(ethernet)"),
        (.directedPPP, "01 ff03 0021"),
        (.directedPPP, "00 03 0021"),
        (.directedCiscoHDLC, "01 0f00 0800"),
        (.ciscoHDLC, "0f00 fefe cc"),
        (.frameRelay, "1841 03 cc"),
        (.frameRelay, "1841 0800"),
        (.frameRelay, "1841 03 00 80 000000 0800"),
        (.frameRelay, "1841 03 00 80 0080c2 0007 \(ethernet)"),
        (.directedFrameRelay, "01 18000041 03 cc"),
        (.atm, "aaaa03 000000 0800"),
        (.atm, "aaaa03 0080c2 0007 0000 \(ethernet)"),
        (.atm, "fefe03 cc"),
        (.slip, "00 45" + zeros(14)),
        (.enc, "02000000" + zeros(8)),
        (.pflog, "3d 02" + zeros(62)),
        (.nflog, "02 00 0000 0500 0a00 61000000 4000 0900"),
        (.nflog, "02 00 0000 0006 0005 61610000 0040 0009"),
        (.pktap, "6c000000 01000000 01000000" + zeros(96) + ethernet),
        (.pktap, "6c000000 01000000 00000000" + zeros(96) + "02000000"),
        (.ppi, "00 00 0800 69000000" + data),
        (.ppi, "00 00 0c00 01000000 00000000" + ethernet),
        (.wireless, data),
        (.wireless, "8802 0000" + zeros(20) + "0000 aaaa03 000000 0800"),
        // Between two stations that bridge; with a field behind the quality of service.
        (.wireless, "8803 0000" + zeros(26) + "0000 aaaa03 000000 0800"),
        (.wireless, "8881 0000" + zeros(20) + "0000 00000000 aaaa03 000000 0800"),
        // Several frames in one.
        (.wireless, "8801 0000" + zeros(20) + "8000 \(ends) 0044 aaaa03 000000 0800"),
        // A header of 26 bytes that the radio filled up; a time and a second word of flags before the radio's.
        (.radiotap, "0000 0900 02000000 20 8802 0000" + zeros(20) + "0000 0000 aaaa03 000000 0800"),
        (.radiotap, "0000 1900 03000080 00000000 00000000" + zeros(8) + "00" + data),
        (.prism, "44000000 90000000" + zeros(136) + data),
        (.prism, "80211001 00000040" + zeros(56) + data),
        (.fddi, "57 \(ends) aaaa03 000000 0800"),
        (.tokenRing, "10 40 \(ends) aaaa03 000000 0800"),
        (.tokenRing, "10 40 020000000002 820000000001 0630 00110022 aaaa03 000000 0800"),
        (.arcnet, "be 50 f0"),
        (.arcnet, "be 50 d4 00 0166"),
        (.arcnet, "be 50 d4 ff 0000 ff 00 0166"),
        (.linuxARCNET, "be 50 0000 d4 00 0166"),
        (.infiniBand, zeros(40) + "0800 0000"),
        (.fireWire, zeros(16) + "0800"),
        (.broadcomDSA, "\(ends) 20000010 0800"),
        (.prependedDSA, "20000010 \(ethernet)"),
        (.marvellDSA, "\(ends) c00a0000 0800"),
        (.marvellEDSA, "\(ends) dada 0000 c00a0000 0800"),
        (.netAnalyzer, "00000000 \(ethernet)"),
        (.transparentNetAnalyzer, "00000000 55555555555555d5 \(ethernet)"),
        (.epon, "5555d55500000000 \(ethernet)"),
    ]

    private static let ends = "020000000002 020000000001"
    private static let ethernet = "\(ends) 0800"

    /// A frame of 802.11 to an access point.
    private static let data = "0801 0000" + zeros(18) + "0000 aaaa03 000000 0800"

    private static func zeros(_ count: Int) -> String {
        String(repeating: "00", count: count)
    }
}
