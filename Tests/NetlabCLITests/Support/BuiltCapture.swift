import ArgumentParser
import Rendering
import Streams
import TestSupport
import Testing
import Wire

@testable import Capturing
@testable import NetlabCLI

/// A capture of raw IP that is made packet by packet, and what netlab shows of it.
struct BuiltCapture {
    /// An end of a connection: `sequence` is the number of its SYN.
    struct End {
        var address: IPAddress
        var port: UInt16
        var sequence: UInt32
    }

    static let client4 = End(address: .v4(0xc000_020a), port: 40_000, sequence: 1_000)
    static let server4 = End(address: .v4(0xc633_6414), port: 80, sequence: 5_000)
    static let client6 = End(address: address6(0xa), port: 40_000, sequence: 1_000)
    static let server6 = End(address: address6(0x14), port: 80, sequence: 5_000)

    static func address6(_ number: UInt64) -> IPAddress {
        .v6(IPv6Address(UInt128(0x2001_0db8) << 96 | UInt128(number)))
    }

    private let keeping: StreamTable.Keeping
    /// Whether packets have times; those of a Simple Packet Block have none.
    var isTimed = true
    private var packets: [(frame: Frame, bytes: [UInt8])] = []

    init(keeping: StreamTable.Keeping = .few(16)) {
        self.keeping = keeping
    }

    // MARK: Packets

    /// A segment `milliseconds` after the start: numbers count from each end's SYN.
    mutating func send(
        _ milliseconds: Double,
        from source: End,
        to destination: End,
        _ flags: TCPFlags,
        at number: UInt32 = 1,
        acknowledging acknowledged: UInt32 = 1,
        window: UInt16 = 50_000,
        bytes: Int = 0
    ) {
        let segment = Self.segment(source, destination, flags, number, acknowledged, window)
        add(Self.packet(6, segment + [UInt8](repeating: 0x61, count: bytes), source, destination), milliseconds)
    }

    /// An ICMP error from `router` about the segment that `source` sent at `number`, of which 8 bytes are quoted.
    mutating func refuse(
        _ milliseconds: Double,
        type: UInt8,
        code: UInt8,
        field: UInt32 = 0,
        router: IPAddress,
        about source: End,
        to destination: End,
        at number: UInt32 = 0
    ) {
        let quoted = Self.segment(source, destination, .syn, number, 0, 500)
        // Each has a checksum of its own.
        let head: [UInt8] =
            [type, code, UInt8(packets.count >> 8 & 0xff), UInt8(packets.count & 0xff)] + Self.big32(field)
        let message = head + Self.packet(6, Array(quoted.prefix(8)), source, destination)
        let isIPv4 = if case .v4 = router { true } else { false }
        let sender = End(address: router, port: 0, sequence: 0)
        add(Self.packet(isIPv4 ? 1 : 58, message, sender, source), milliseconds)
    }

    /// SYN at 0, SYN+ACK at `answer` and ACK 100 µs later.
    mutating func handshake(_ client: End, _ server: End, at start: Double = 0, answer: Double = 20) {
        send(start, from: client, to: server, .syn, at: 0)
        send(start + answer, from: server, to: client, [.syn, .ack], at: 0)
        send(start + answer + 0.1, from: client, to: server, .ack)
    }

    private mutating func add(_ bytes: [UInt8], _ milliseconds: Double) {
        let record = PacketRecord(
            time: isTimed
                ? Timestamp(seconds: 1_800_000_000, nanoseconds: Int64((milliseconds * 1_000_000).rounded())) : nil,
            capturedLength: bytes.count,
            originalLength: bytes.count,
            interface: 0,
            offset: 0
        )
        packets.append((Frame(number: packets.count + 1, record: record, linkType: 101), bytes))
    }

    private static func segment(
        _ source: End,
        _ destination: End,
        _ flags: TCPFlags,
        _ number: UInt32,
        _ acknowledged: UInt32,
        _ window: UInt16
    ) -> [UInt8] {
        // An MSS of 1,460 with each SYN.
        let options: [UInt8] = flags.contains(.syn) ? [2, 4, 5, 0xb4] : []
        let acknowledgment = flags.contains(.ack) ? destination.sequence &+ acknowledged : 0
        return big16(source.port) + big16(destination.port) + big32(source.sequence &+ number) + big32(acknowledgment)
            + [UInt8(20 + options.count) << 2, UInt8(truncatingIfNeeded: flags.rawValue)] + big16(window)
            + [0, 0, 0, 0] + options
    }

    private static func packet(_ number: UInt8, _ payload: [UInt8], _ source: End, _ destination: End) -> [UInt8] {
        switch (source.address, destination.address) {
        case (.v4(let from), .v4(let to)):
            [0x45, 0] + big16(UInt16(20 + payload.count)) + [0, 0, 0x40, 0, 64, number, 0, 0] + big32(from) + big32(to)
                + payload
        case (.v6(let from), .v6(let to)):
            [0x60, 0, 0, 0] + big16(UInt16(payload.count)) + [number, 64]
                + [from.high, from.low, to.high, to.low].flatMap {
                    big32(UInt32($0 >> 32)) + big32(UInt32(truncatingIfNeeded: $0))
                } + payload
        default: []
        }
    }

    private static func big16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
    private static func big32(_ value: UInt32) -> [UInt8] {
        big16(UInt16(value >> 16)) + big16(UInt16(truncatingIfNeeded: value))
    }

    // MARK: What is shown

    private func report() throws -> CaptureReport {
        var session = CaptureSession(keeping: keeping)
        for packet in packets { try session.take(packet.frame, packet.bytes.span) }
        return CaptureReport(session, from: .file("file"), statistics: (nil, nil), records: [])
    }

    /// The list of streams, a line each; lines that the width would break are whole.
    func list(showsAll: Bool = false) throws -> [String] {
        StreamsText(report: try report(), style: Style(isColored: false), showsAll: showsAll).list
    }

    /// A drawing of the first stream, as one text without the breaks of its lines.
    func drawing(_ view: KeyPath<DeliveryText, [String]>, _ direction: Direction? = nil) throws -> String {
        let stream = try #require(report().streams.first)
        let text = DeliveryText(
            report: stream,
            direction: direction ?? stream.mainDirection,
            mtu: nil,
            showsAll: false,
            output: try OutputOptions.parse(["--color", "never"])
        )
        let words = text[keyPath: view].joined(separator: " ").split(separator: " ")
        return words.joined(separator: " ")
    }

    /// The streams of the JSON document.
    func json() throws -> [JSON] {
        try #require(JSON(CaptureOutput.document(report())).streams?.array)
    }
}
