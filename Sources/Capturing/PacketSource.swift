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

    /// The interfaces that are known so far.
    var interfaces: CaptureInterfaces { get }

    /// What the system counted on each interface while capturing live; none for a file, which does not know.
    var interfaceStatistics: [CaptureStatistics] { get }

    /// Packets that the filter could not judge, and that were left out.
    var unfiltered: [UnfilteredPackets] { get }
}

extension PacketSource where Self: ~Copyable {
    package var unfiltered: [UnfilteredPackets] { [] }

    /// What the system counted in all; nil for a file.
    package var statistics: CaptureStatistics? {
        let all = interfaceStatistics
        return all.isEmpty ? nil : all.dropFirst().reduce(all[0], +)
    }
}

/// What came of asking a source for a packet.
package enum SourceState: Sendable {
    /// Some were handed over.
    case packets
    /// None is at hand.
    case idle
    /// A signal has asked how it goes.
    case asked
    /// None will come any more.
    case finished
}
