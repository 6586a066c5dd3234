package import Streams
internal import Wire

/// Where a capture came from, what it held, and what its numbers are worth.
package struct CaptureReport: Sendable {
    package enum Source: Sendable, Equatable {
        case file(String)
        case interface(String)
        /// A private loopback on which netlab ran both ends.
        case lab
    }

    /// Something that casts doubt on the numbers.
    package enum Warning: Sendable, Equatable {
        /// The file is damaged: what follows was not read.
        case damaged(CapturingError)
        case dropped(byKernel: Int, byInterface: Int)
        /// The last packets of the connection were not captured in time.
        case endNotCaptured
        /// So many idle streams made room for others: they are not listed.
        case evicted(Int)
        /// So many packets were captured more than once.
        case duplicates(Int)
        /// The file does not say when these packets were captured.
        case untimed(Int)
        /// So many packets were saved with a time that is not theirs: the file that was written has no place for it.
        case changedTimes(Int)
        /// The filter could not judge these packets.
        case unfiltered(UnfilteredPackets)
        /// The record at this place among those given has no connection that was captured.
        case recordWithoutStream(Int)
        /// The record at this place has calls that claim the same bytes of one direction: none of that connection is joined.
        case recordContradictory(Int)
        /// The last line of the record at this place was cut, and was left out.
        case recordCut(Int)
        /// The record at this place knows a connection whose start was not captured: where its bytes lie is unknown.
        case recordWithoutStart(Int)
    }

    package let source: Source
    package let linkTypes: [String]
    package let packets: Int
    package let truncatedPackets: Int
    package let undecoded: UndecodedPackets
    /// Nil where they are not counted: in a file, or by the system.
    package let droppedByKernel: Int?
    package let droppedByInterface: Int?
    package var warnings: [Warning]
    /// Those of streams where they were looked for, by the streams' numbers.
    package var units: [Int: [Direction: Units]] = [:]
    private let table: StreamStore
    private let records: [CallRecord]
    /// Places in the table, of the streams that are shown, in the order in which they are.
    private var places: [Int]

    /// What a session has gathered, joined with `records`.
    package init(
        _ session: borrowing CaptureSession,
        from source: Source,
        statistics: (byKernel: Int?, byInterface: Int?),
        records: [CallRecord],
        warnings: [Warning] = []
    ) {
        self.source = source
        linkTypes = session.linkTypes
        packets = session.packets
        truncatedPackets = session.truncatedPackets
        undecoded = session.undecoded
        droppedByKernel = statistics.byKernel
        droppedByInterface = statistics.byInterface
        table = session.table.streams
        places = StreamOrder.start.sorted(Array(table.indices), of: table)
        self.records = records
        self.warnings = warnings
        if session.table.evicted > 0 { self.warnings.append(.evicted(session.table.evicted)) }
        if session.untimedPackets > 0 { self.warnings.append(.untimed(session.untimedPackets)) }
        if session.changedTimes > 0 { self.warnings.append(.changedTimes(session.changedTimes)) }
        let duplicates = table.reduce(0) {
            $0 + $1.clientToServer.duplicatePackets + $1.serverToClient.duplicatePackets
        }
        if duplicates > 0 { self.warnings.append(.duplicates(duplicates)) }

        let byKernel = statistics.byKernel ?? 0
        let byInterface = statistics.byInterface ?? 0
        if byKernel + byInterface > 0 {
            self.warnings.append(.dropped(byKernel: byKernel, byInterface: byInterface))
        }
        for (index, record) in records.enumerated() {
            var (isMatched, isContradictory, lacksStart) = (false, false, false)
            for stream in session.table.streams {
                guard let connection = record.connection(of: stream)?.connection else { continue }
                isMatched = true
                if record.isContradictory(connection) { isContradictory = true }
                if !Direction.allCases.allSatisfy(stream.isFromStart) { lacksStart = true }
            }
            if !isMatched { self.warnings.append(.recordWithoutStream(index)) }
            if isContradictory { self.warnings.append(.recordContradictory(index)) }
            if lacksStart { self.warnings.append(.recordWithoutStart(index)) }
        }
    }

    /// The streams that are shown.
    ///
    /// Each is joined with its records when it is asked for.
    package var streams: some Collection<StreamReport> {
        places.lazy.map { StreamReport(table[$0], records: records, units: units[table[$0].id] ?? [:]) }
    }

    /// The streams that are shown, as they are.
    package var shown: some Collection<TCPStream> { places.lazy.map { table[$0] } }

    /// Leaves only some streams.
    package mutating func select(_ selection: StreamSelection) {
        places.removeAll { !selection.contains(table[$0]) }
    }

    /// Leaves only the first `count` in their order.
    package mutating func keepFirst(_ count: Int) {
        places.removeLast(max(0, places.count - count))
    }

    package mutating func sort(by order: StreamOrder) {
        places = order.sorted(places, of: table)
    }
}
