/// What is known of one captured packet: who sent it to whom, its transport header, and where its payload lies.
///
/// Of packets in one another, as tunnels make them, it is the innermost.
package struct Packet: Hashable, Sendable {
    package var network: NetworkKind

    /// `0.0.0.0` in a packet that is not IP.
    package var source: IPAddress

    /// `0.0.0.0` in a packet that is not IP.
    package var destination: IPAddress
    package var transport: Transport

    /// What the fragments of one datagram, and copies of one packet, share; `nil` where the header has none.
    package var identification: UInt32?

    /// From the start of the captured bytes; beyond their end where the headers were not captured whole.
    package var payloadOffset: Int

    /// What was on the wire by the headers' lengths, padding excluded; may exceed what was captured.
    package var payloadLength: Int

    /// How many bytes from `payloadOffset` on were captured, padding excluded.
    package var capturedPayloadLength: Int

    /// Whether the IP length was left to the network card, so that the lengths are the capture's.
    package var isPresumedOffload: Bool

    /// Whether this is a part of a datagram, be it the first.
    package var isFragment: Bool

    /// What the packet is wrapped in; the innermost of several.
    package var tunnel: Tunnel?

    /// What is carried that is not decoded: in the innermost tunnel, by the IP header, or by the link layer; nil where
    /// all is.
    package var undecoded: PayloadType?

    private var networkStart: UInt32
    private var missing: UInt32

    /// How many bytes the IP length has beyond the frame, or beyond a header's length that ends before it; 0 of nearly all.
    package var missingLength: Int { Int(missing) }

    /// Where the IP header, or what the link layer carries instead, begins in the captured bytes.
    package var networkOffset: Int { Int(networkStart) }

    package enum Transport: Hashable, Sendable {
        case tcp(TCPHeader)
        case udp(UDPHeader)

        /// The payload begins with the ICMP header.
        case icmp(ICMPHeader)

        /// The payload begins with the ICMPv6 header.
        case icmpv6(ICMPHeader)

        /// A later fragment, which has no transport header.
        case fragment(protocol: UInt8)

        /// A protocol that is not decoded; the payload begins with its header.
        case other(protocol: UInt8)

        /// The packet is not IP.
        case none
    }

    package init(
        network: NetworkKind,
        source: IPAddress,
        destination: IPAddress,
        transport: Transport,
        identification: UInt32? = nil,
        networkOffset: Int,
        payloadOffset: Int,
        payloadLength: Int,
        capturedPayloadLength: Int,
        isPresumedOffload: Bool = false,
        isFragment: Bool = false,
        tunnel: Tunnel? = nil,
        undecoded: PayloadType? = nil,
        missingLength: Int = 0
    ) {
        self.network = network
        self.source = source
        self.destination = destination
        self.transport = transport
        self.identification = identification
        networkStart = UInt32(clamping: networkOffset)
        self.payloadOffset = payloadOffset
        self.payloadLength = payloadLength
        self.capturedPayloadLength = capturedPayloadLength
        self.isPresumedOffload = isPresumedOffload
        self.isFragment = isFragment
        self.tunnel = tunnel
        self.undecoded = undecoded
        missing = UInt32(clamping: missingLength)
    }
}
