/// One kind of frame that a capture may consist of: how files number it and where its network layer begins.
///
/// A class so that one that is passed on for every packet is one reference.
package final class LinkLayer: Sendable {
    /// The name that pcap uses, without its `DLT_` or `LINKTYPE_` prefix.
    package let name: String

    /// What the name stands for, in a few words.
    package let description: String

    /// Every value seen in files, be it a `LINKTYPE_` or some system's `DLT_`.
    package let numbers: [Int]

    /// What else a frame says; nil where its header is cut short, or has nothing else.
    package let details: @Sendable (Span<UInt8>) -> LinkDetails?

    /// Finds the network layer of a frame.
    package let decode: @Sendable (Span<UInt8>) throws(DecodeError) -> NetworkStart

    /// Tells places apart that one capture has packets from, of a frame that `decode` accepts; nil where frames do not say.
    package let interface: (@Sendable (Span<UInt8>) -> UInt32)?

    /// Whether its frames hold one of another link layer.
    let wraps: Bool

    init(
        name: String,
        description: String,
        numbers: [Int],
        wraps: Bool = false,
        interface: (@Sendable (Span<UInt8>) -> UInt32)? = nil,
        details: @escaping @Sendable (Span<UInt8>) -> LinkDetails? = { _ in nil },
        decode: @escaping @Sendable (Span<UInt8>) throws(DecodeError) -> NetworkStart
    ) {
        self.name = name
        self.description = description
        self.numbers = numbers
        self.wraps = wraps
        self.interface = interface
        self.details = details
        self.decode = decode
    }

    /// The frames that can be decoded.
    package static let all: [LinkLayer] = [
        .ethernet, .linuxCooked, .linuxCooked2, .null, .loop, .raw, .ipv4, .ipv6, .ppp, .pppSerial, .pppoe, .ciscoHDLC,
        .directedPPP, .directedCiscoHDLC, .frameRelay, .directedFrameRelay, .slip, .enc, .pflog, .nflog, .pktap, .ppi,
        .wireless, .radiotap, .prism, .fddi, .tokenRing, .arcnet, .linuxARCNET, .atm, .infiniBand, .fireWire,
        .broadcomDSA, .prependedDSA, .marvellDSA, .marvellEDSA, .netAnalyzer, .transparentNetAnalyzer, .epon,
    ]

    /// The link layer of a file's link-type field, whose bits above the lowest 16 describe the frame check sequence.
    package static func numbered(_ number: Int) -> LinkLayer? {
        all.first { $0.numbers.contains(number & 0xffff) }
    }
}
