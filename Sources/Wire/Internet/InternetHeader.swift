/// What IPv4 and IPv6 have in common for the layers above.
///
/// Offsets count from the start of the captured bytes.
package protocol InternetHeader: Hashable, Sendable {
    /// IPv4, or else IPv6.
    static var isVersion4: Bool { get }

    var source: IPAddress { get }
    var destination: IPAddress { get }

    /// IANA protocol number of what begins at `transportOffset`.
    var transportProtocol: UInt8 { get }
    var transportOffset: Int { get }

    /// Where the datagram ends by its length field, which may be beyond what was captured; padding follows it.
    ///
    /// Never less than `transportOffset`.
    var end: Int { get }

    /// Whether the length field was 0, as offload leaves it, so that `end` is the end of the packet.
    var isPresumedOffload: Bool { get }

    /// What the fragments of one datagram share; `nil` where the header has no such field.
    var identification: UInt32? { get }

    /// Bytes of the datagram's payload before this fragment; 0 in the first and in a whole datagram.
    var fragmentOffset: Int { get }
    var moreFragments: Bool { get }
}

/// The protocols that are decoded further (IANA protocol numbers).
enum TransportProtocol {
    static let icmp: UInt8 = 1
    static let ipv4: UInt8 = 4
    static let tcp: UInt8 = 6
    static let udp: UInt8 = 17
    static let ipv6: UInt8 = 41
    static let gre: UInt8 = 47
    static let icmpv6: UInt8 = 58
    static let etherIP: UInt8 = 97
    static let l2tp: UInt8 = 115
    static let mpls: UInt8 = 137

    /// TCP, UDP, DCCP and SCTP begin with their ports.
    static func hasPorts(_ number: UInt8) -> Bool {
        number == tcp || number == udp || number == 33 || number == 132
    }
}
