internal import Wire

/// The newest packets of all streams: tells one that was captured twice from one that was sent twice.
///
/// On `any` or a bridge the same packet passes several interfaces at nearly the same time. What was sent twice has
/// another IPv4 identification; where there is none, only another interface tells.
struct RecentPackets: Sendable {
    /// In pairs by their marks, the newer first: of three that fall to the same pair the oldest is forgotten.
    private var seen = [Seen](repeating: Seen(mark: 0, microseconds: 0, interface: 0), count: 1 << placeBits)
    private static let placeBits = 10
    private static let window: UInt32 = 10_000

    private struct Seen: Sendable {
        /// What the packet's fields come to; 0 is none.
        var mark: UInt64
        var microseconds: UInt32
        var interface: UInt32

        @inline(__always)
        func isCopy(of other: Seen, hasIdentification: Bool) -> Bool {
            mark == other.mark && microseconds &- other.microseconds < RecentPackets.window
                && (hasIdentification || interface != other.interface)
        }
    }

    /// Whether the packet has been seen already; remembers it if not.
    mutating func isDuplicate(
        _ header: borrowing TCPHeader,
        between ends: StreamEnds,
        payloadLength: Int,
        identification: UInt32,
        interface: UInt32,
        time: Timestamp
    ) -> Bool {
        let microseconds = UInt32(truncatingIfNeeded: time.nanoseconds / 1_000)
        let mark = Self.mark(header, payloadLength, identification) ^ UInt64(ends.quickHash)
        let place = Int(mark >> (64 - UInt64(Self.placeBits))) & ~1
        let packet = Seen(mark: mark, microseconds: microseconds, interface: interface)
        let last = seen[place]
        if packet.isCopy(of: last, hasIdentification: identification != 0)
            || packet.isCopy(of: seen[place + 1], hasIdentification: identification != 0)
        {
            return true
        }
        seen[place + 1] = last
        seen[place] = packet
        return false
    }

    private static func mark(_ header: borrowing TCPHeader, _ payloadLength: Int, _ identification: UInt32) -> UInt64 {
        let first = UInt64(header.sequence) << 32 | UInt64(header.acknowledgment)
        let second =
            UInt64(header.checksum) << 48 | UInt64(header.window) << 32
            | UInt64(identification & 0xffff) << 16 | UInt64(header.flags.rawValue)
        let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15
        let mixed = (first &* multiplier) ^ (second ^ UInt64(truncatingIfNeeded: payloadLength)).byteSwapped
        return mixed &* multiplier | 1
    }
}
