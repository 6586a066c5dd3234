import Streams
import Wire

/// A TCP connection made up packet by packet: places are stream offsets, and the builder makes sequence numbers of them.
struct Conversation {
    static let client = SocketAddress(address: .v4(0xc000_0201), port: 40_000)
    static let server = SocketAddress(address: .v4(0xc633_6402), port: 2_000)
    static let start = Timestamp(seconds: 1_800_000_000, nanoseconds: 0)

    /// Offsets, by direction, of what comes next.
    private var next: [Direction: Int64] = [.clientToServer: 0, .serverToClient: 0]
    private let initial: [Direction: UInt32]
    private let client: SocketAddress
    private let server: SocketAddress
    private(set) var table: StreamTable
    private(set) var items: [PacketItem] = []
    private var time = Self.start

    init(
        client: SocketAddress = Self.client,
        server: SocketAddress = Self.server,
        clientInitial: UInt32 = 1_000,
        serverInitial: UInt32 = 77_000,
        keeping: StreamTable.Keeping = .all,
        continuing former: Conversation? = nil
    ) {
        self.client = client
        self.server = server
        initial = [.clientToServer: clientInitial, .serverToClient: serverInitial]
        // The ports of a former connection may be used again.
        table = former?.table ?? StreamTable(keeping: keeping)
    }

    /// The newest stream.
    var stream: TCPStream { table.streams[table.streams.count - 1] }

    /// Sends a packet a microsecond after the one before, or at `time` after the first.
    ///
    /// Where they are not given, the payload follows what the sender sent before and acknowledges all the other sent;
    /// each packet has an IPv4 identification of its own.
    @discardableResult
    mutating func send(
        _ direction: Direction,
        _ bytes: Int = 0,
        at offset: Int64? = nil,
        flags: TCPFlags = .ack,
        acknowledging: Int64? = nil,
        window: UInt16 = 500,
        optionBytes: Int = 12,
        mss: UInt16? = nil,
        scale: UInt8? = nil,
        areOptionsCut: Bool = false,
        time elapsed: Int64? = nil,
        timestamps: (value: UInt32, echo: UInt32)? = nil,
        sack: [Range<Int64>] = [],
        identification: UInt32? = nil,
        interface: UInt32 = 0
    ) -> PacketItem {
        let offset = offset ?? (flags.contains(.syn) ? -1 : next[direction, default: 0])
        let acknowledged = acknowledging ?? next[direction.reversed, default: 0]
        var options = TCPOptions()
        options.byteCount = optionBytes
        options.mss = mss
        options.windowScale = scale
        options.isTruncated = areOptionsCut
        options.timestamps = timestamps.map { TCPTimestamps(value: $0.value, echo: $0.echo) }
        for block in sack {
            options.sackBlocks.append(
                SACKBlock(
                    left: number(direction.reversed, block.lowerBound),
                    right: number(direction.reversed, block.upperBound)
                )
            )
        }
        time = elapsed.map { Self.start + $0 } ?? time + 1_000
        let ends = direction == .clientToServer ? (client, server) : (server, client)
        let header = TCPHeader(
            sourcePort: ends.0.port,
            destinationPort: ends.1.port,
            sequence: number(direction, offset),
            acknowledgment: flags.contains(.ack) ? number(direction.reversed, acknowledged) : 0,
            flags: flags,
            window: window,
            options: options
        )
        table.add(
            header,
            from: ends.0,
            to: ends.1,
            payloadLength: bytes,
            number: items.count + 1,
            time: time,
            identification: identification ?? UInt32(items.count + 1),
            interface: interface
        )
        let item = table.item
        items.append(item)
        let end = offset + Int64(bytes) + (flags.contains(.fin) || offset == -1 ? 1 : 0)
        next[direction] = max(next[direction, default: 0], end)
        return item
    }

    /// An ICMP error comes about the packet that `direction` sent from `offset` on.
    mutating func report(
        _ message: ICMPErrorMessage,
        about direction: Direction,
        at offset: Int64 = -1,
        from sender: IPAddress = .v4(0x0a00_0001),
        checksum: UInt16 = 0,
        number: Int = 100,
        time elapsed: Int64 = 0
    ) {
        let ends = direction == .clientToServer ? (client, server) : (server, client)
        let error = SegmentError(
            message: message,
            checksum: checksum,
            sender: sender,
            source: ends.0,
            destination: ends.1,
            sequence: self.number(direction, offset)
        )
        table.add(error, number: number, time: Self.start + elapsed)
    }

    /// SYN, SYN+ACK, ACK, as Linux sends them: both with an MSS, both with a window scale.
    mutating func handshake(mss: UInt16? = 1_460, serverMSS: UInt16? = 1_460, scale: UInt8? = 7) {
        send(.clientToServer, flags: .syn, window: 64_240, optionBytes: 20, mss: mss, scale: scale, time: 0)
        send(.serverToClient, flags: [.syn, .ack], window: 65_160, optionBytes: 20, mss: serverMSS, scale: scale)
        send(.clientToServer)
    }

    private func number(_ direction: Direction, _ offset: Int64) -> UInt32 {
        initial[direction, default: 0] &+ 1 &+ UInt32(truncatingIfNeeded: offset)
    }
}
