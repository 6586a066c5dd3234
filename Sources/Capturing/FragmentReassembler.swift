package import Wire

/// Puts the fragments of IP datagrams together, in bounded memory.
///
/// Where fragments overlap the bytes that came first stay. What is not whole after a while, or has no room, is dropped.
package struct FragmentReassembler: Sendable {
    /// A datagram whose last part has come, as it was before it was cut.
    package struct Datagram: Sendable, Equatable {
        /// From the IP header up to its end, or to the first byte that was not captured.
        package let bytes: [UInt8]
        package let originalLength: Int
        package let fragments: Int
    }

    private struct Key: Hashable {
        let source: IPAddress
        let destination: IPAddress
        let identification: UInt32
        /// IPv6 tells datagrams apart without it.
        let transportProtocol: UInt8
    }

    private static let maximumPayload = 65_535

    private let maximumBytes: Int
    private let maximumDatagrams: Int
    /// RFC 791 and RFC 8200 let a receiver wait between 15 seconds and two minutes.
    private let patienceNanoseconds: Int64
    private var partials: [Key: PartialDatagram] = [:]
    /// In the order of their first fragments; some of them are gone.
    private var arrivals: ArraySlice<(key: Key, serial: Int)> = []
    private var serial = 0
    package private(set) var storedBytes = 0

    package init(
        maximumBytes: Int = 4 << 20,
        maximumDatagrams: Int = 1_024,
        patienceNanoseconds: Int64 = 30_000_000_000
    ) {
        self.maximumBytes = maximumBytes
        self.maximumDatagrams = maximumDatagrams
        self.patienceNanoseconds = patienceNanoseconds
    }

    /// How many datagrams are not whole.
    package var count: Int { partials.count }

    /// Takes a fragment; returns its datagram if that is whole now.
    package mutating func add(_ packet: Packet, in bytes: Span<UInt8>, time: Timestamp?) -> Datagram? {
        guard let fragment = Fragment(packet, in: bytes), fragment.range.upperBound <= Self.maximumPayload else {
            return nil
        }
        let key = Key(
            source: packet.source,
            destination: packet.destination,
            identification: fragment.identification,
            transportProtocol: packet.network == .ipv4 ? fragment.transportProtocol : 0
        )
        var partial = take(key, at: time)
        storedBytes -= partial.storedBytes
        partial.add(fragment, in: bytes)
        if partial.isWhole { return partial.whole }
        storedBytes += partial.storedBytes
        partials[key] = partial
        makeRoom()
        return nil
    }

    /// Takes out the datagram that has begun, or begins one.
    private mutating func take(_ key: Key, at time: Timestamp?) -> PartialDatagram {
        if let partial = partials.removeValue(forKey: key) {
            // Where times are not known nothing is too old.
            guard let time, let start = partial.start,
                (time - start).magnitude > patienceNanoseconds.magnitude
            else { return partial }
            storedBytes -= partial.storedBytes
        }
        serial += 1
        arrivals.append((key, serial))
        return PartialDatagram(serial: serial, start: time)
    }

    private mutating func makeRoom() {
        while partials.count > maximumDatagrams || storedBytes > maximumBytes {
            guard let oldest = arrivals.popFirst() else { return }
            guard let partial = partials[oldest.key], partial.serial == oldest.serial else { continue }
            storedBytes -= partial.storedBytes
            partials[oldest.key] = nil
        }
        // Those of whole datagrams are not popped above.
        if arrivals.count > 2 * maximumDatagrams {
            let partials = partials
            arrivals.removeAll { partials[$0.key]?.serial != $0.serial }
        }
    }
}
