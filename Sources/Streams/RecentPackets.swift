internal import Wire

/// The newest packets of all streams: tells one that was captured twice from one that was sent twice.
///
/// On `any`, a bridge or a mirrored port the same packet passes several times at nearly the same moment. What was sent
/// twice has another IPv4 identification; where there is none (RFC 6864, IPv6), another interface tells, or the stream.
struct RecentPackets: Sendable {
    /// In fours by their marks, the newest first: of five that fall to the same four the oldest is forgotten.
    private var seen = [Packet](repeating: Packet(mark: 0, microseconds: 0, interface: 0), count: 1 << placeBits)
    private static let placeBits = 11
    private static let window: Int32 = 10_000

    /// What is remembered of a packet.
    struct Packet: Sendable {
        /// What its fields come to; 0 is none.
        fileprivate let mark: UInt64
        private let microseconds: UInt32
        let interface: UInt32

        fileprivate init(mark: UInt64, microseconds: UInt32, interface: UInt32) {
            self.mark = mark
            self.microseconds = microseconds
            self.interface = interface
        }

        /// A packet of the stream that has this place in its table; `identification` is 0 where it has none.
        @inline(__always)
        init(
            _ header: borrowing TCPHeader,
            stream: Int,
            isForward: Bool,
            payloadLength: Int,
            identification: UInt32,
            interface: UInt32,
            time: Timestamp
        ) {
            let first = UInt64(header.sequence) << 32 | UInt64(header.acknowledgment)
            let second =
                UInt64(header.checksum) << 48 | UInt64(header.window) << 32
                | UInt64(identification & 0xffff) << 16 | UInt64(header.flags.rawValue)
            let third =
                UInt64(truncatingIfNeeded: stream) << 33 | (isForward ? 1 << 32 : 0)
                | UInt64(UInt32(truncatingIfNeeded: payloadLength))
            let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15
            let mixed = ((first &* multiplier) ^ second).byteSwapped &* multiplier
            mark = (mixed.byteSwapped ^ third) &* multiplier | 1
            microseconds = UInt32(truncatingIfNeeded: time.nanoseconds / 1_000)
            self.interface = interface
        }

        /// How many microseconds it was captured after another, less than half an hour.
        func microseconds(after other: Packet) -> Int32 {
            Int32(bitPattern: microseconds &- other.microseconds)
        }

        fileprivate var place: Int { Int(mark >> (64 - UInt64(RecentPackets.placeBits))) & ~3 }

        /// Clocks of two interfaces may differ.
        @inline(__always)
        fileprivate func isLike(_ other: Packet) -> Bool {
            mark == other.mark && microseconds(after: other).magnitude < RecentPackets.window.magnitude
        }
    }

    /// The packet a moment ago that `packet` is like in every field.
    @inline(__always)
    func original(of packet: Packet) -> Packet? {
        let place = packet.place
        for place in place..<place + 4 where packet.isLike(seen[place]) { return seen[place] }
        return nil
    }

    @inline(__always)
    mutating func remember(_ packet: Packet) {
        let place = packet.place
        seen[place + 3] = seen[place + 2]
        seen[place + 2] = seen[place + 1]
        seen[place + 1] = seen[place]
        seen[place] = packet
    }
}
