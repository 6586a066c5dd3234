package import Wire

/// Which end of a stream sent: the client is the end that opened the connection.
package enum Direction: String, Sendable, CaseIterable {
    case clientToServer
    case serverToClient

    package var reversed: Direction {
        switch self {
        case .clientToServer: .serverToClient
        case .serverToClient: .clientToServer
        }
    }
}

/// One packet of a stream, in the stream's own terms.
package struct PacketItem: Sendable, Equatable {
    /// The packet's place in the capture, from 1.
    package var number = 0
    package var direction = Direction.clientToServer
    /// Since the stream's first packet.
    package var elapsedNanoseconds: Int64 = 0
    package var flags: TCPFlags = []
    /// Where the payload starts in the sender's stream; -1 for a SYN.
    package var offset: Int64 = 0
    package var bytes = 0
    /// How many of the payload's bytes had not been seen before.
    package var freshBytes: Int64 = 0
    /// Up to where the packet acknowledges the other direction; nil without ACK.
    package var acknowledged: Int64?
    /// The advertised receive window in bytes; nil where its scale is unknown.
    package var window: Int?
    /// The length of the TCP options, which full segments have that much less payload for.
    package var optionBytes = 0
    /// What the packet is among those before it.
    package var analysis: SegmentClass = []

    package var end: Int64 { offset + Int64(bytes) }

    /// The sequence number counted from the SYN's, as Wireshark shows it: the first byte is 1.
    package var sequence: UInt32 { UInt32(truncatingIfNeeded: place) }

    /// The same as wide as offsets are; negative before the first packet that was captured.
    package var place: Int64 {
        // A SYN stands before its payload.
        offset &+ (flags.hasSYN && bytes > 0 ? 0 : 1)
    }

    /// The acknowledgment number counted from the other end's SYN; nil without ACK.
    package var acknowledgment: UInt32? {
        acknowledged.map { UInt32(truncatingIfNeeded: $0 &+ 1) }
    }
}
