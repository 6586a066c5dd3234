/// What Cisco's switches put before the frames that they copy to another host (draft-foschiano-erspan).
extension NetworkStart {
    /// 1 of version II, 2 of version III; nil where it was not captured.
    static func erspanVersion(_ bytes: Span<UInt8>, at offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[offset] >> 4 : nil
    }

    /// A header of eight bytes, then Ethernet.
    init(erspan2 bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        let headerLength = 8
        try bytes.require(headerLength, from: offset, of: .erspan)
        try self.init(.ethernet, at: offset + headerLength, in: bytes)
    }

    /// A header of twelve bytes, eight more where its last bit says so, then Ethernet or IP.
    init(erspan3 bytes: Span<UInt8>, at offset: Int) throws(DecodeError) {
        var headerLength = 12
        try bytes.require(headerLength, from: offset, of: .erspan)
        let fields = bytes.big16(at: offset + 10)
        if fields & 1 != 0 { headerLength += 8 }
        try bytes.require(headerLength, from: offset, of: .erspan)
        let isIP = fields >> 10 & 0x1f == 2
        try self.init(isIP ? .ip : .ethernet, at: offset + headerLength, in: bytes)
    }
}
