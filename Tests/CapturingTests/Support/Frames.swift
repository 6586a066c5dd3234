/// Frames and capture files, byte by byte.
enum Frames {
    /// An IPv4 TCP packet from 192.0.2.1 to 198.51.100.2 without link layer (RFC 791, RFC 9293).
    static func tcp(from source: UInt16, to destination: UInt16, sequence: UInt32, payload: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x45, 0] + big16(40 + payload) + [0, 1, 0x40, 0, 64, 6, 0, 0]
        bytes += [192, 0, 2, 1, 198, 51, 100, 2]
        bytes += big16(Int(source)) + big16(Int(destination)) + big32(sequence) + big32(1)
        // 20 bytes of header, PSH and ACK, a window of 500.
        bytes += [0x50, 0x18] + big16(500) + [0, 0, 0, 0]
        return bytes + [UInt8](repeating: 0x61, count: payload)
    }

    static func ethernet(_ packet: [UInt8]) -> [UInt8] {
        [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0] + packet
    }

    /// A pcap file with microseconds (draft-ietf-opsawg-pcap), a packet a second from 1,000 on.
    static func pcap(
        linkType: Int = 1,
        _ frames: [[UInt8]],
        cutTo snapLength: Int = .max,
        isBigEndian: Bool = false
    ) -> [UInt8] {
        let word = { (value: Int) in isBigEndian ? big32(UInt32(value)) : little32(value) }
        var bytes = word(0xa1b2_c3d4) + (isBigEndian ? [0, 2, 0, 4] : [2, 0, 4, 0]) + word(0) + word(0) + word(65_535)
        bytes += word(linkType)
        for (index, frame) in frames.enumerated() {
            let captured = frame.prefix(snapLength)
            bytes += word(1_000 + index) + word(250_000) + word(captured.count) + word(frame.count)
            bytes += captured
        }
        return bytes
    }

    /// A pcapng file (draft-ietf-opsawg-pcapng) with an interface for each frame, of its own link type.
    static func pcapng(_ frames: [(linkType: Int, bytes: [UInt8])]) -> [UInt8] { section(frames) }

    /// A section of such a file; those `withoutTimes` are Simple Packet Blocks, all of the first interface.
    static func section(
        _ frames: [(linkType: Int, bytes: [UInt8])],
        isBigEndian: Bool = false,
        withoutTimes: Bool = false
    ) -> [UInt8] {
        let word = { (value: Int) in isBigEndian ? big32(UInt32(value)) : little32(value) }
        let half = { (value: Int) in isBigEndian ? big16(value) : big16(value).reversed() }
        let block = { (type: Int, body: [UInt8]) in
            word(type) + word(body.count + 12) + body + word(body.count + 12)
        }
        let unknownLength = [UInt8](repeating: 0xff, count: 8)
        var bytes = block(0x0a0d_0d0a, word(0x1a2b_3c4d) + half(1) + half(0) + unknownLength)
        for frame in frames { bytes += block(1, half(frame.linkType) + half(0) + word(0)) }
        for (index, frame) in frames.enumerated() {
            let padding = [UInt8](repeating: 0, count: (4 - frame.bytes.count % 4) % 4)
            if withoutTimes {
                bytes += block(3, word(frame.bytes.count) + frame.bytes + padding)
            } else {
                let lengths = word(frame.bytes.count) + word(frame.bytes.count)
                bytes += block(6, word(index) + word(0) + word(index) + lengths + frame.bytes + padding)
            }
        }
        return bytes
    }

    private static func big16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xff), UInt8(value & 0xff)] }

    private static func big32(_ value: UInt32) -> [UInt8] { big16(Int(value >> 16)) + big16(Int(value & 0xffff)) }

    private static func little32(_ value: Int) -> [UInt8] { big32(UInt32(value)).reversed() }
}
