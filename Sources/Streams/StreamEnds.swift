internal import Wire

/// The two ends of a packet, sender first, as a few numbers that are quickly compared.
struct StreamEnds: Hashable, Sendable {
    private let sourceHigh: UInt64
    private let sourceLow: UInt64
    private let destinationHigh: UInt64
    private let destinationLow: UInt64
    /// Address family and ports.
    private let rest: UInt64

    init(_ source: SocketAddress, _ destination: SocketAddress) {
        (sourceHigh, sourceLow) = Self.halves(source.address)
        (destinationHigh, destinationLow) = Self.halves(destination.address)
        let isIPv4 = if case .v4 = source.address { true } else { false }
        rest = (isIPv4 ? 1 << 32 : 0) | UInt64(source.port) << 16 | UInt64(destination.port)
    }

    private init(reversing ends: StreamEnds) {
        (sourceHigh, sourceLow) = (ends.destinationHigh, ends.destinationLow)
        (destinationHigh, destinationLow) = (ends.sourceHigh, ends.sourceLow)
        rest = ends.rest & 1 << 32 | (ends.rest & 0xffff) << 16 | ends.rest >> 16 & 0xffff
    }

    /// The ends of an answer.
    var reversed: StreamEnds { StreamEnds(reversing: self) }

    /// The same for both directions.
    var canonical: StreamEnds {
        let source = (sourceHigh, sourceLow, rest >> 16 & 0xffff)
        let destination = (destinationHigh, destinationLow, rest & 0xffff)
        return source <= destination ? self : reversed
    }

    /// The same for both directions, and quick rather than well mixed: of use where a wrong guess costs no more than time.
    var quickHash: Int {
        let ports = (rest >> 16 ^ rest) & 0xffff
        let mixed = (sourceLow ^ destinationLow ^ ports << 32 ^ ports) &* 0x9e37_79b9_7f4a_7c15
        return Int(mixed >> 48)
    }

    private static func halves(_ address: IPAddress) -> (UInt64, UInt64) {
        switch address {
        case .v4(let value): (0, UInt64(value))
        case .v6(let value): (value.high, value.low)
        }
    }
}
