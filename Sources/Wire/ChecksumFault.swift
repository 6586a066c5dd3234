/// A checksum that is not that of its bytes.
package struct ChecksumFault: Hashable, Sendable {
    package var layer: DecodeError.Layer
    package var found: UInt16
    package var expected: UInt16

    package init(layer: DecodeError.Layer, found: UInt16, expected: UInt16) {
        self.layer = layer
        self.found = found
        self.expected = expected
    }
}

extension Packet {
    /// The wrong checksums of a packet that was captured whole and is no fragment; none of any other.
    ///
    /// A TCP or UDP checksum of the addresses and lengths alone is no fault: the rest was left to the network card.
    /// Nor is one asked for where options may have set another destination than the checksum was made for.
    package func checksumFaults(in bytes: Span<UInt8>) -> [ChecksumFault] {
        let end = payloadOffset + payloadLength
        guard !isFragment, !isPresumedOffload, missingLength == 0, end <= bytes.count else { return [] }
        switch network {
        case .ipv4: return [headerFault(in: bytes), transportFault(in: bytes)].compactMap(\.self)
        case .ipv6: return [transportFault(in: bytes)].compactMap(\.self)
        case .other: return []
        }
    }

    private func headerFault(in bytes: Span<UInt8>) -> ChecksumFault? {
        guard networkOffset < bytes.count else { return nil }
        let length = Int(bytes[networkOffset] & 0x0f) * 4
        guard length >= IPv4Header.minimumLength, networkOffset + length <= bytes.count else { return nil }
        let found = bytes.big16(at: networkOffset + 10)
        var checksum = InternetChecksum()
        checksum.add(bytes.extracting(networkOffset..<networkOffset + length))
        checksum.add(~found)
        return ChecksumFault(layer: .ipv4, found: found, replacing: checksum)
    }

    private func transportFault(in bytes: Span<UInt8>) -> ChecksumFault? {
        let layer: DecodeError.Layer
        let number: UInt8
        let headerLength: Int
        let found: UInt16
        var isSummedInParts = false
        switch transport {
        case .tcp(let header):
            (layer, number, headerLength, found) = (.tcp, TransportProtocol.tcp, header.headerLength, header.checksum)
            isSummedInParts = true
        case .udp(let header):
            // RFC 768: none was made. RFC 6935 allows that over IPv6, too, in tunnels.
            guard header.checksum != 0, header.length != 0 else { return nil }
            (layer, number, headerLength, found) = (
                .udp, TransportProtocol.udp, UDPHeader.headerLength, header.checksum
            )
            isSummedInParts = true
        case .icmp(let header):
            (layer, number, headerLength, found) = (.icmp, TransportProtocol.icmp, 0, header.checksum)
        case .icmpv6(let header):
            (layer, number, headerLength, found) = (.icmp, TransportProtocol.icmpv6, 0, header.checksum)
        case .fragment, .other, .none:
            return nil
        }
        guard layer == .icmp && network == .ipv4 || !mayBeRouted(in: bytes) else { return nil }

        let start = payloadOffset - headerLength
        let end = payloadOffset + payloadLength
        guard start >= 0 else { return nil }
        var checksum = InternetChecksum()
        if layer != .icmp || network == .ipv6 {
            checksum.add(source)
            checksum.add(destination)
            checksum.add(UInt32(truncatingIfNeeded: end - start))
            checksum.add(UInt16(number))
            if isSummedInParts && found == checksum.sum { return nil }
        }
        checksum.add(bytes.extracting(start..<end))
        checksum.add(~found)
        return ChecksumFault(layer: layer, found: found, replacing: checksum)
    }

    /// Whether the packet has options or a header by which its destination may not be its last.
    private func mayBeRouted(in bytes: Span<UInt8>) -> Bool {
        switch network {
        case .ipv4:
            return networkOffset >= bytes.count || bytes[networkOffset] & 0x0f > 5
        case .ipv6:
            let start = networkOffset + IPv6Header.length
            guard start <= bytes.count else { return true }
            let extensions = try? IPv6Extensions(bytes, first: bytes[networkOffset + 6], at: start)
            return extensions?.hasRoutesLeft ?? true
        case .other:
            return true
        }
    }
}

extension ChecksumFault {
    /// Nil if `found` is what `checksum` comes to without it; 0 and 0xffff are the same number.
    fileprivate init?(layer: DecodeError.Layer, found: UInt16, replacing checksum: InternetChecksum) {
        let expected = checksum.value
        guard found != expected, !(found == 0xffff && expected == 0), !(found == 0 && expected == 0xffff) else {
            return nil
        }
        self.init(layer: layer, found: found, expected: layer == .udp && expected == 0 ? 0xffff : expected)
    }
}
