package import Wire

/// The ICMP errors about a stream's packets: counted by what they say, in bounded memory.
package struct ICMPErrors: Sendable {
    /// Errors that say the same, from one sender, about the packets of one end.
    package struct Kind: Sendable, Equatable {
        package let message: ICMPErrorMessage
        package let sender: IPAddress
        /// Which way the packets went that they quote.
        package let about: Direction
        package fileprivate(set) var count = 0
        /// The first sixteen packets that brought them, by their places in the capture.
        package fileprivate(set) var numbers: [Int] = []
    }

    /// Up to eight, in the order of their first packets.
    package private(set) var kinds: [Kind] = []
    /// Errors of further kinds.
    package private(set) var others = 0
    private var last: (checksum: UInt16, time: Timestamp)?
    private static let mostKinds = 8
    private static let mostNumbers = 16
    /// The same message so soon was captured twice: it would quote another packet had it been sent twice.
    private static let copyNanoseconds: Int64 = 10_000_000

    mutating func add(_ error: SegmentError, about direction: Direction, number: Int, time: Timestamp) {
        if let last, last.checksum == error.checksum, 0..<Self.copyNanoseconds ~= time - last.time { return }
        last = (error.checksum, time)
        var place = kinds.firstIndex {
            $0.message == error.message && $0.sender == error.sender && $0.about == direction
        }
        if place == nil, kinds.count < Self.mostKinds {
            place = kinds.count
            kinds.append(Kind(message: error.message, sender: error.sender, about: direction))
        }
        guard let place else {
            others += 1
            return
        }
        kinds[place].count += 1
        if kinds[place].numbers.count < Self.mostNumbers { kinds[place].numbers.append(number) }
    }
}
