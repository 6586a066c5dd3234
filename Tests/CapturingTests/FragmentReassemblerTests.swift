import Capturing
import TestSupport
import Testing
import Wire

@Suite struct FragmentReassemblerTests {
    /// 192.0.2.1 → 198.51.100.2, a TCP segment of 100 bytes: 120 bytes of IP payload.
    private static let whole = Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 100)

    /// A part of `whole`, as a router would cut it.
    private static func part(
        _ range: Range<Int>,
        of whole: [UInt8] = whole,
        more: Bool,
        identification: UInt8 = 1
    ) -> [UInt8] {
        var header = Array(whole[..<20])
        let length = 20 + range.count
        (header[2], header[3]) = (UInt8(length >> 8), UInt8(length & 0xff))
        header[5] = identification
        let place = range.lowerBound / 8
        (header[6], header[7]) = (UInt8(place >> 8) | (more ? 0x20 : 0), UInt8(place & 0xff))
        return header + whole[20 + range.lowerBound..<20 + range.upperBound]
    }

    private static func add(
        _ bytes: [UInt8],
        to reassembler: inout FragmentReassembler,
        link: LinkLayer = .ipv4,
        seconds: Int64 = 0
    ) throws -> FragmentReassembler.Datagram? {
        let packet = try Packet.decode(bytes.span, originalLength: bytes.count, link: link)
        return reassembler.add(packet, in: bytes.span, time: Timestamp(seconds: seconds, nanoseconds: 0))
    }

    @Test func `parts in any order make the datagram that was cut`() throws {
        let parts = [(0..<48, true), (48..<96, true), (96..<120, false)]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 0, 2, 1], [2, 0, 2, 1]] {
            var reassembler = FragmentReassembler()
            var datagrams: [FragmentReassembler.Datagram] = []
            for index in order {
                let bytes = Self.part(parts[index].0, more: parts[index].1)
                if let datagram = try Self.add(bytes, to: &reassembler) { datagrams.append(datagram) }
            }
            let datagram = try #require(datagrams.first)
            #expect(datagrams.count == 1)
            #expect(datagram.fragments == order.count)
            #expect(datagram.originalLength == Self.whole.count)
            #expect(datagram.bytes[12...] == Self.whole[12...])
            // The length and the fragment fields are those of a whole datagram, and so is the checksum.
            let packet = try Packet.decode(datagram.bytes.span, originalLength: 140, link: .ipv4)
            #expect(!packet.isFragment)
            #expect(packet.payloadLength == 100)
            #expect(packet.checksumFaults(in: datagram.bytes.span).allSatisfy { $0.layer != .ipv4 })
            #expect((reassembler.count, reassembler.storedBytes) == (0, 0))
        }
    }

    @Test func `IPv6 fragments are put together without their headers`() throws {
        // fd00::1 → fd00::2, hop-by-hop options, UDP with 8 bytes, in parts of 8.
        let addresses: [UInt8] =
            [0xfd] + [UInt8](repeating: 0, count: 14) + [1] + [0xfd] + [UInt8](repeating: 0, count: 14) + [2]
        let hopByHop: [UInt8] = [44, 0, 1, 4, 0, 0, 0, 0]
        let fixed: [UInt8] = [0x60, 0, 0, 0, 0, 24, 0, 64] + addresses + hopByHop
        let udp: [UInt8] = [0x9c, 0x40, 0, 53, 0, 16, 0, 0]
        let data: [UInt8] = Array(1...8)
        var reassembler = FragmentReassembler()
        #expect(try Self.add(fixed + [17, 0, 0, 8, 0, 0, 0, 9] + data, to: &reassembler, link: .ipv6) == nil)
        let datagram = try Self.add(fixed + [17, 0, 0, 1, 0, 0, 0, 9] + udp, to: &reassembler, link: .ipv6)
        let expected = [0x60, 0, 0, 0, 0, 24, 0, 64] + addresses + [17, 0, 1, 4, 0, 0, 0, 0] + udp + data
        #expect(datagram?.bytes == expected)
    }

    @Test func `where fragments overlap the bytes that came first stay`() throws {
        var other = Self.whole
        for index in 40..<140 { other[index] = 0x62 }
        var reassembler = FragmentReassembler()
        #expect(try Self.add(Self.part(0..<48, more: true), to: &reassembler) == nil)
        #expect(try Self.add(Self.part(64..<96, more: true), to: &reassembler) == nil)
        let datagram = try Self.add(Self.part(40..<120, of: other, more: false), to: &reassembler)
        let payload = try #require(datagram?.bytes.dropFirst(20))
        #expect(payload.elementsEqual(Self.whole[20..<68] + other[68..<84] + Self.whole[84..<116] + other[116...]))
    }

    @Test func `datagrams are told apart, and one that takes too long is begun anew`() throws {
        var reassembler = FragmentReassembler()
        #expect(try Self.add(Self.part(0..<48, more: true), to: &reassembler) == nil)
        #expect(try Self.add(Self.part(48..<120, more: false, identification: 2), to: &reassembler) == nil)
        #expect(reassembler.count == 2)
        #expect(try Self.add(Self.part(48..<120, more: false), to: &reassembler, seconds: 31) == nil)
        #expect(try Self.add(Self.part(0..<48, more: true), to: &reassembler, seconds: 60) != nil)
    }

    @Test func `times as far apart as there are end nothing`() throws {
        var reassembler = FragmentReassembler()
        #expect(try Self.add(Self.part(0..<48, more: true), to: &reassembler, seconds: .max) == nil)
        #expect(try Self.add(Self.part(48..<120, more: false), to: &reassembler, seconds: .min) == nil)
        #expect(reassembler.count == 1)
    }

    @Test func `of a fragment that was cut the datagram has what is before the cut`() throws {
        var reassembler = FragmentReassembler()
        let first = Self.part(0..<48, more: true).prefix(20 + 30)
        let packet = try Packet.decode(Array(first).span, originalLength: 68, link: .ipv4)
        #expect(reassembler.add(packet, in: Array(first).span, time: Timestamp(nanoseconds: 0)) == nil)
        let datagram = try #require(try Self.add(Self.part(48..<120, more: false), to: &reassembler))
        #expect(datagram.bytes.count == 50)
        #expect(datagram.originalLength == 140)
        let whole = try Packet.decode(datagram.bytes.span, originalLength: 140, link: .ipv4)
        #expect((whole.payloadLength, whole.capturedPayloadLength) == (100, 10))
    }

    @Test func `memory is bounded, and the oldest goes first`() throws {
        var reassembler = FragmentReassembler(maximumBytes: 1_000, maximumDatagrams: 8)
        for identification in UInt8(1)...100 {
            #expect(
                try Self.add(Self.part(48..<120, more: false, identification: identification), to: &reassembler) == nil
            )
            #expect(reassembler.count <= 8)
            #expect(reassembler.storedBytes <= 1_000)
        }
        #expect(try Self.add(Self.part(0..<48, more: true, identification: 92), to: &reassembler) == nil)
        #expect(try Self.add(Self.part(0..<48, more: true, identification: 100), to: &reassembler) != nil)
    }

    @Test func `garbage is taken or left, and never more than there is room for`() throws {
        var generator = SeededGenerator(state: 4)
        var reassembler = FragmentReassembler(maximumBytes: 100_000, maximumDatagrams: 16)
        for _ in 0..<500 {
            var bytes = Self.part(0..<48, more: true)
            for index in [2, 3, 5, 6, 7] { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
            bytes[5] &= 3
            guard let packet = try? Packet.decode(bytes.span, originalLength: bytes.count, link: .ipv4) else {
                continue
            }
            let datagram = reassembler.add(packet, in: bytes.span, time: Timestamp(nanoseconds: 0))
            #expect(datagram.map { $0.bytes.count <= $0.originalLength } ?? true)
            #expect(reassembler.storedBytes <= 100_000)
        }
    }

    @Test func `fragments of one datagram with very many holes cost no more than others`() throws {
        let growth = try growth(from: 2_000) { count throws in
            var reassembler = FragmentReassembler()
            for index in 0..<count {
                let start = 16 * (index * 1_009 % 4_000)
                let bytes = Self.part(0..<8, more: true).prefix(20)
                var part = Array(bytes) + [1, 2, 3, 4, 5, 6, 7, 8]
                (part[6], part[7]) = (UInt8((start / 8) >> 8) | 0x20, UInt8(start / 8 & 0xff))
                let datagram = try Self.add(part, to: &reassembler)
                #expect(datagram == nil)
            }
            #expect(reassembler.count == 1)
        }
        #expect(growth < 2.5)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `parts of any lengths, again and overlapping, make the datagram that came first`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let whole = Frames.tcp(from: 40_000, to: 80, sequence: 1, payload: 1_003)
        let length = whole.count - 20
        var parts: [Range<Int>] = []
        while Set(parts.flatMap { $0 }).count < length {
            let start = Int.random(in: 0..<(length + 7) / 8, using: &generator) * 8
            parts.append(start..<min(length, start + Int.random(in: 1...200, using: &generator)))
        }
        var reassembler = FragmentReassembler()
        var last: FragmentReassembler.Datagram?
        for part in parts {
            #expect(last == nil)
            last = try Self.add(Self.part(part, of: whole, more: part.upperBound < length), to: &reassembler)
        }
        // As long as the last fragment was not among them it could not be whole.
        let datagram = try #require(last)
        #expect(datagram.bytes[20...] == whole[20...])
        #expect(datagram.originalLength == whole.count)
    }
}
