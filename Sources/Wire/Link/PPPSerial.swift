extension LinkLayer {
    /// PPP or Cisco's protocol in HDLC-like framing (LINKTYPE_PPP_HDLC), told apart by the address byte.
    package static let pppSerial = LinkLayer(name: "PPP_SERIAL", description: "PPP in HDLC framing", numbers: [50]) {
        bytes throws(DecodeError) in
        try bytes.require(1, from: 0, of: .ppp)
        return switch bytes[0] {
        case CiscoHDLC.unicast, CiscoHDLC.broadcast: try NetworkStart(ciscoHDLC: bytes, at: 0)
        default: try NetworkStart(.ppp, at: 0, in: bytes)
        }
    }
}
