/// Networks that hand a token round: each has addresses of its own, then LLC.
extension LinkLayer {
    /// ANSI X3.139 (LINKTYPE_FDDI): a byte for the kind of frame and two addresses.
    package static let fddi = LinkLayer(name: "FDDI", description: "FDDI", numbers: [10]) {
        bytes throws(DecodeError) in
        let headerLength = 13
        try bytes.require(headerLength, from: 0, of: .fddi)
        let isLLC = bytes[0] & 0x30 == 0x10
        guard isLLC else {
            return NetworkStart(kind: .other(PayloadType(.fddi, bytes[0])), offset: headerLength)
        }
        return try NetworkStart(.llc, at: headerLength, in: bytes)
    }

    /// IEEE 802.5 (LINKTYPE_IEEE802_5): two bytes, two addresses and, where the first bit of the source is set, a route.
    package static let tokenRing = LinkLayer(name: "IEEE802_5", description: "Token Ring", numbers: [6]) {
        bytes throws(DecodeError) in
        var headerLength = 14
        try bytes.require(headerLength, from: 0, of: .tokenRing)
        if bytes[8] & 0x80 != 0 {
            try bytes.require(headerLength + 1, from: 0, of: .tokenRing)
            headerLength += max(2, Int(bytes[14] & 0x1f))
            try bytes.require(headerLength, from: 0, of: .tokenRing)
        }
        let isLLC = bytes[1] & 0xc0 == 0x40
        guard isLLC else {
            return NetworkStart(kind: .other(PayloadType(.tokenRing, bytes[1])), offset: headerLength)
        }
        return try NetworkStart(.llc, at: headerLength, in: bytes)
    }

    /// ARCNET as BSD has it (LINKTYPE_ARCNET_BSD): two addresses of a byte, and what it carries.
    package static let arcnet = LinkLayer(name: "ARCNET", description: "ARCNET", numbers: [7]) {
        bytes throws(DecodeError) in try NetworkStart(arcnet: bytes, typeOffset: 2)
    }

    /// As Linux has it (LINKTYPE_ARCNET_LINUX), with two more bytes in between.
    package static let linuxARCNET = LinkLayer(name: "ARCNET_LINUX", description: "Linux ARCNET", numbers: [129]) {
        bytes throws(DecodeError) in try NetworkStart(arcnet: bytes, typeOffset: 4)
    }
}

extension NetworkStart {
    fileprivate init(arcnet bytes: Span<UInt8>, typeOffset: Int) throws(DecodeError) {
        try bytes.require(typeOffset + 1, from: 0, of: .arcnet)
        let type = bytes[typeOffset]
        var offset = typeOffset + 1
        let kind: NetworkKind
        switch type {
        // RFC 1051.
        case 240: kind = .ipv4
        case 241: kind = .etherType(EtherType.arp)
        // RFC 1201.
        case 212: kind = .ipv4
        case 213: kind = .etherType(EtherType.arp)
        case 214: kind = .etherType(EtherType.reverseARP)
        case 196: kind = .ipv6
        default: kind = .other(PayloadType(.arcnet, type))
        }
        guard [196, 212, 213, 214].contains(type) else {
            self.init(kind: kind, offset: offset)
            return
        }
        // A flag that counts fragments, and their number; an exception packet has them twice, but not with Linux.
        try bytes.require(offset + 3, from: 0, of: .arcnet)
        if bytes[offset] == 0xff && typeOffset == 2 {
            offset += 4
            try bytes.require(offset + 3, from: 0, of: .arcnet)
        }
        let isWhole = bytes[offset] == 0
        self.init(kind: isWhole ? kind : .other(PayloadType(.arcnet, type)), offset: offset + 3)
    }
}
