extension DNSName {
    /// The name under in-addr.arpa or ip6.arpa that an address has (RFC 1035 section 3.5, RFC 3596 section 2.5).
    package init(reverse address: IPAddress) {
        var wire: [UInt8] = []
        func append(_ label: some StringProtocol) {
            wire.append(UInt8(label.utf8.count))
            wire += label.utf8
        }
        switch address {
        case .v4(let bits):
            for shift in [0, 8, 16, 24] { append("\(bits >> UInt32(shift) & 0xff)") }
            append("in-addr")
        case .v6(let address):
            for shift in 0..<32 { append(String(address.bits >> UInt128(4 * shift) & 0xf, radix: 16)) }
            append("ip6")
        }
        append("arpa")
        self.init(wire: wire + [0])
    }
}
