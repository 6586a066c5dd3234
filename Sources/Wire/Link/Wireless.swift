/// The kinds of IEEE 802.11 frames from which no packet can be taken.
package enum WirelessFrame: UInt8, Sendable {
    case management = 0
    case control, extended

    /// Data frames without data, such as those that say who sleeps.
    case empty

    /// Data that only who has the key can read.
    case encrypted

    /// A part of a frame that was cut; it is not put together.
    case fragment
}

extension LinkLayer {
    /// IEEE 802.11 (LINKTYPE_IEEE802_11).
    package static let wireless = LinkLayer(name: "IEEE802_11", description: "802.11", numbers: [105]) {
        bytes throws(DecodeError) in try NetworkStart(wireless: bytes, at: 0)
    }

    /// 802.11 behind what the radio said of it (LINKTYPE_IEEE802_11_RADIOTAP).
    package static let radiotap = LinkLayer(
        name: "IEEE802_11_RADIO",
        description: "802.11 with radiotap",
        numbers: [127]
    ) {
        bytes throws(DecodeError) in
        try bytes.require(8, from: 0, of: .radiotap)
        let length = Int(bytes.little16(at: 2))
        guard bytes[0] == 0, length >= 8 else { throw .malformed(layer: .radiotap, reason: .headerLengthTooSmall) }
        try bytes.require(length, from: 0, of: .radiotap)
        return try NetworkStart(wireless: bytes, at: length, isPadded: hasPadding(radiotap: bytes, length: length))
    }

    /// 802.11 behind the header of Prism cards or AVS's (LINKTYPE_IEEE802_11_PRISM, LINKTYPE_IEEE802_11_AVS).
    package static let prism = LinkLayer(
        name: "PRISM_HEADER",
        description: "802.11 with Prism or AVS header",
        numbers: [119, 163]
    ) {
        bytes throws(DecodeError) in
        try bytes.require(8, from: 0, of: .prism)
        let isAVS = bytes.big32(at: 0) & 0xffff_f000 == 0x8021_1000
        let length = isAVS ? Int(bytes.big32(at: 4)) : prismLength
        guard length >= 8 else { throw .malformed(layer: .prism, reason: .headerLengthTooSmall) }
        try bytes.require(length, from: 0, of: .prism)
        return try NetworkStart(wireless: bytes, at: length)
    }

    private static let prismLength = 144

    /// Whether the radio filled the frame's header up to words of four, by the flags behind a time of eight bytes.
    private static func hasPadding(radiotap bytes: Span<UInt8>, length: Int) -> Bool {
        let present = bytes.little32(at: 4)
        let (time, flags, more): (UInt32, UInt32, UInt32) = (1, 1 << 1, 1 << 31)
        guard present & flags != 0 else { return false }
        var offset = 8
        var word = present
        while word & more != 0 {
            guard offset + 4 <= length else { return false }
            word = bytes.little32(at: offset)
            offset += 4
        }
        if present & time != 0 { offset = (offset + 7) / 8 * 8 + 8 }
        let padding: UInt8 = 0x20
        return offset < length && bytes[offset] & padding != 0
    }
}

extension NetworkStart {
    /// Reads a frame of IEEE 802.11-2020 section 9.3; the packet of a data frame that is not encrypted begins with LLC.
    init(wireless bytes: Span<UInt8>, at start: Int, isPadded: Bool = false) throws(DecodeError) {
        try bytes.require(2, from: start, of: .wireless)
        let (control, flags) = (bytes[start], bytes[start + 1])
        guard control & 3 == 0 else { throw .unsupported(layer: .wireless, number: Int(control & 3)) }
        let type = control >> 2 & 3
        guard type == 2 else {
            let frame: WirelessFrame = type == 0 ? .management : type == 1 ? .control : .extended
            self.init(frame, at: start)
            return
        }
        let isQoS = control & 0x80 != 0
        var length = flags & 3 == 3 ? 30 : 24
        let qualityOffset = start + length
        if isQoS { length += flags & 0x80 != 0 ? 6 : 2 }
        try bytes.require(length, from: start, of: .wireless)
        let isFragment = flags & 0x04 != 0 || bytes[start + 22] & 0x0f != 0
        if control & 0x40 != 0 {
            self.init(.empty, at: start)
        } else if flags & 0x40 != 0 {
            self.init(.encrypted, at: start)
        } else if isFragment {
            self.init(.fragment, at: start)
        } else {
            var walk = LinkHeaderWalk(at: start + (isPadded ? (length + 3) / 4 * 4 : length))
            if isQoS, bytes[qualityOffset] & 0x80 != 0 { try walk.subframe(in: bytes) }
            try self.init(.llc, walk, in: bytes)
        }
    }

    private init(_ frame: WirelessFrame, at offset: Int) {
        self.init(kind: .other(PayloadType(.wireless, frame.rawValue)), offset: offset)
    }
}

extension LinkHeaderWalk {
    /// Steps over the header of the first of several frames in one: two addresses and a length.
    fileprivate mutating func subframe(in bytes: Span<UInt8>) throws(DecodeError) {
        try require(14, of: .wireless, in: bytes)
        offset += 14
        limit(to: Int(bytes.big16(at: offset - 2)))
    }
}
