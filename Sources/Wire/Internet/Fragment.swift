/// A part of an IP datagram (RFC 791 section 3.2, RFC 8200 section 4.5).
package struct Fragment: Hashable, Sendable {
    package let identification: UInt32

    /// Where its part lies in the datagram's payload, by its header; not all of it may have been captured.
    package let range: Range<Int>
    package let moreFragments: Bool

    /// What the datagram carries (IANA protocol number).
    package let transportProtocol: UInt8

    /// Where its part begins in the captured bytes, and how much of it is there.
    package let payloadOffset: Int
    package let capturedLength: Int

    /// The headers that the whole datagram has too, in the captured bytes.
    private let headers: Range<Int>

    /// Which byte of them says what follows them.
    private let nextHeaderOffset: Int
}

extension Fragment {
    /// Nil for a packet that is none.
    package init?(_ packet: Packet, in bytes: Span<UInt8>) {
        guard packet.isFragment else { return nil }
        let start = packet.networkOffset
        switch packet.network {
        case .ipv4:
            guard let header = try? IPv4Header(bytes, at: start, originalLength: bytes.count) else { return nil }
            let end = start + Int(bytes[start] & 0x0f) * 4
            self.init(header, in: bytes, headers: start..<end, part: end, nextHeaderOffset: start + 9)
        case .ipv6:
            guard let header = try? IPv6Header(bytes, at: start, originalLength: bytes.count),
                let place = try? IPv6Extensions(bytes, first: bytes[start + 6], at: start + IPv6Header.length).fragment
            else { return nil }
            self.init(
                header,
                in: bytes,
                headers: start..<place.start,
                part: place.start + IPv6Extensions.fragmentHeaderLength,
                nextHeaderOffset: place.nextHeaderOffset
            )
        case .other:
            return nil
        }
    }

    private init?(
        _ header: some InternetHeader,
        in bytes: Span<UInt8>,
        headers: Range<Int>,
        part: Int,
        nextHeaderOffset: Int
    ) {
        guard let identification = header.identification, header.end >= part, part <= bytes.count else { return nil }
        self.identification = identification
        range = header.fragmentOffset..<header.fragmentOffset + (header.end - part)
        moreFragments = header.moreFragments
        // IPv6 has it in the fragment header, which begins where the others end.
        transportProtocol = bytes[type(of: header).isVersion4 ? nextHeaderOffset : headers.upperBound]
        payloadOffset = part
        capturedLength = min(range.count, bytes.count - part)
        self.headers = headers
        self.nextHeaderOffset = nextHeaderOffset - headers.lowerBound
    }

    /// The headers that a first fragment shares with the whole datagram.
    package func headers(in bytes: Span<UInt8>) -> [UInt8] {
        headers.map { bytes[$0] }
    }

    /// Makes the first fragment's headers those of a datagram with `payloadLength` bytes; nil where that is too long for IP.
    package func whole(_ headers: [UInt8], payloadLength: Int) -> [UInt8]? {
        var whole = headers
        if whole[0] >> 4 == 4 {
            guard let length = UInt16(exactly: whole.count + payloadLength) else { return nil }
            whole.set(length, at: 2)
            whole.set(UInt16(0), at: 6)
            whole.set(UInt16(0), at: 10)
            var checksum = InternetChecksum()
            checksum.add(whole.span)
            whole.set(checksum.value, at: 10)
        } else {
            guard let length = UInt16(exactly: whole.count - IPv6Header.length + payloadLength) else { return nil }
            whole.set(length, at: 4)
            whole[nextHeaderOffset] = transportProtocol
        }
        return whole
    }
}

extension [UInt8] {
    fileprivate mutating func set(_ value: UInt16, at offset: Int) {
        self[offset] = UInt8(value >> 8)
        self[offset + 1] = UInt8(value & 0xff)
    }
}
