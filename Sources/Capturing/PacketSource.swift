package import Pcap
package import Wire

/// A captured packet as its source hands it over; its bytes come beside it.
package struct Frame: Sendable {
    /// The packet's place in the capture, from 1.
    package let number: Int
    package let record: PacketRecord
    /// LINKTYPE_ number of the interface it was captured on.
    package let linkType: Int
}

/// Where packets come from: an interface or a file.
package protocol PacketSource: ~Copyable {
    typealias Handler = (Frame, borrowing Span<UInt8>) throws(CapturingError) -> Bool

    /// Hands packets that are at hand to `body`, at least one if there is any, as long as it returns true.
    ///
    /// The bytes are the packet's, and end with the call.
    mutating func next(_ body: Handler) throws(CapturingError) -> SourceState

    /// Counted by the system while capturing live; nil for a file, which does not know.
    var statistics: LiveCapture.Statistics? { get }

    /// The link type of a capture without a packet.
    var linkType: Int { get }
}

/// What came of asking a source for a packet.
package enum SourceState: Sendable {
    /// Some were handed over.
    case packets
    /// None is there yet; a while has passed.
    case idle
    /// None will come any more.
    case finished
}
