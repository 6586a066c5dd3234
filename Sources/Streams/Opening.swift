/// When a connection was made, and when each end first sent bytes of its own.
///
/// Nanoseconds since the stream's first packet.
struct Opening: Sendable {
    /// Less room than an optional has: there are many streams.
    private static let unknown = Int64.min

    private var established = unknown
    private var firstByte = unknown
    private var lastByte = unknown
    private var acknowledged = unknown
    private var answered = unknown
    /// Who sent the first byte.
    private var asker = Direction.clientToServer

    /// Whether the answer to the first bytes is still to come.
    var isUnderway: Bool { answered == Self.unknown }

    /// The handshake is complete.
    mutating func establish(at elapsed: Int64) {
        established = elapsed
    }

    /// Takes the stream's next packet while the answer is still to come; its receiver has sent up to `peerEnd`.
    mutating func take(_ item: PacketItem, peerEnd: Int64) {
        guard !item.flags.hasRST else { return }
        let elapsed = item.elapsedNanoseconds
        if item.freshBytes > 0 {
            if firstByte == Self.unknown {
                (firstByte, asker) = (elapsed, item.direction)
            } else if item.direction != asker {
                answered = elapsed
                return
            }
            lastByte = elapsed
            acknowledged = Self.unknown
        } else if acknowledged == Self.unknown, firstByte != Self.unknown, item.direction != asker,
            item.acknowledged ?? .min >= peerEnd
        {
            acknowledged = elapsed
        }
    }

    var establishedNanoseconds: Int64? { known(established) }

    /// Who sent the first byte, and how long after the handshake: 0 where it came with the SYN (RFC 7413).
    var first: (sender: Direction, waitNanoseconds: Int64?)? {
        guard firstByte != Self.unknown else { return nil }
        return (asker, known(established).map { Self.time(from: $0, to: firstByte) })
    }

    /// From the last byte before it to the first byte of the answer.
    var answerNanoseconds: Int64? { isUnderway ? nil : Self.time(from: lastByte, to: answered) }

    /// From the last byte before the answer to an acknowledgment of all of them that came ahead of the answer.
    var acknowledgmentNanoseconds: Int64? { known(acknowledged).map { Self.time(from: lastByte, to: $0) } }

    /// Captures of several queues go back in time.
    private static func time(from earlier: Int64, to later: Int64) -> Int64 {
        max(0, Int64(clamping: Int128(later) - Int128(earlier)))
    }

    private func known(_ nanoseconds: Int64) -> Int64? {
        nanoseconds == Self.unknown ? nil : nanoseconds
    }
}
