/// Frames of another link type with something before them that says which.
extension LinkLayer {
    /// What a radio or another device said, in fields, and a link type (LINKTYPE_PPI).
    package static let ppi = LinkLayer(name: "PPI", description: "per-packet information", numbers: [192], wraps: true)
    {
        bytes throws(DecodeError) in
        try bytes.require(8, from: 0, of: .ppi)
        let length = Int(bytes.little16(at: 2))
        guard length >= 8 else { throw .malformed(layer: .ppi, reason: .headerLengthTooSmall) }
        return try NetworkStart(frameOf: Int(bytes.little32(at: 4)), in: bytes, at: length, layer: .ppi)
    }

    /// What macOS says of process and interface (LINKTYPE_PKTAP), in its byte order; 149 is what its own files have.
    package static let pktap = LinkLayer(
        name: "PKTAP",
        description: "macOS with process and interface",
        numbers: [258, 149],
        wraps: true
    ) {
        bytes throws(DecodeError) in
        try bytes.require(12, from: 0, of: .pktap)
        let order: ByteOrder = bytes.little32(at: 0) <= bytes.big32(at: 0) ? .littleEndian : .bigEndian
        let length = Int(bytes.unsigned32(at: 0, order))
        guard length >= 12 else { throw .malformed(layer: .pktap, reason: .headerLengthTooSmall) }
        return try NetworkStart(
            frameOf: Int(bytes.unsigned32(at: 8, order)),
            in: bytes,
            at: length,
            layer: .pktap
        )
    }

    /// What netfilter logs (LINKTYPE_NFLOG): a family, and fields of which one is the packet (`linux/nfnetlink_log.h`).
    package static let nflog = LinkLayer(name: "NFLOG", description: "Linux netfilter log", numbers: [239]) {
        bytes throws(DecodeError) in
        try bytes.require(4, from: 0, of: .nflog)
        let payload = 9
        var offset = 4
        while true {
            try bytes.require(4, from: offset, of: .nflog)
            // In the byte order of the host, which does not say it; types are small.
            let order: ByteOrder = bytes[offset + 3] == 0 ? .littleEndian : .bigEndian
            let length = Int(bytes.unsigned16(at: offset, order))
            guard length >= 4 else { throw .malformed(layer: .nflog, reason: .lengthTooSmall) }
            if Int(bytes.unsigned16(at: offset + 2, order)) & 0x7fff == payload {
                return NetworkStart(kind: .family(UInt32(bytes[0])), offset: offset + 4, end: offset + length)
            }
            offset += (length + 3) / 4 * 4
        }
    }
}

extension NetworkStart {
    /// The frame of another link type at `offset`; wrappers in wrappers are left alone.
    fileprivate init(
        frameOf linkType: Int,
        in bytes: Span<UInt8>,
        at offset: Int,
        layer: DecodeError.Layer
    ) throws(DecodeError) {
        try bytes.require(offset, from: 0, of: layer)
        guard let inner = LinkLayer.numbered(linkType), !inner.wraps else {
            self.init(kind: .other(PayloadType(.linkType, UInt32(truncatingIfNeeded: linkType))), offset: offset)
            return
        }
        self = try inner.decode(bytes.extracting(offset..<bytes.count))
        self.offset += offset
        if end != .max { end += offset }
    }
}
