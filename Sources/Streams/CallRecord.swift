package import Wire

/// The calls that one watcher recorded, of one process.
package struct CallRecord: Sendable {
    private struct Ends: Hashable {
        let local: SocketAddress
        let remote: SocketAddress
    }

    private struct Opening {
        let connection: Int
        let time: Timestamp
    }

    package let header: IORecordHeader
    package let calls: [IOCall]
    /// Of each connection's calls.
    private let places: [Int: [Int]]
    /// Earliest first.
    private let openings: [Ends: [Opening]]
    /// Connections of which two calls claim the same bytes of a direction.
    private let contradictory: Set<Int>

    package init(header: IORecordHeader, calls: [IOCall]) {
        self.header = header
        self.calls = calls
        let places = Dictionary(grouping: calls.indices) { calls[$0].connection }
        self.places = places
        var openings: [Ends: [Opening]] = [:]
        for call in calls {
            guard case .open(.internet(let local)?, .internet(let remote)?) = call.operation else { continue }
            openings[Ends(local: local, remote: remote), default: []]
                .append(Opening(connection: call.connection, time: call.returnTime))
        }
        self.openings = openings.mapValues { $0.sorted { $0.time < $1.time } }
        contradictory = Set(places.filter { Self.contradict($0.value.lazy.map { calls[$0] }) }.keys)
    }

    func calls(of connection: Int) -> some Sequence<IOCall> { (places[connection] ?? []).lazy.map { calls[$0] } }

    /// Whether calls of the connection claim the same bytes, as those of a real one never do: nothing is joined with it.
    package func isContradictory(_ connection: Int) -> Bool { contradictory.contains(connection) }

    /// Finds the connection that is `stream`: the same two addresses, opened nearest to the stream's start.
    package func connection(of stream: TCPStream) -> (connection: Int, writing: Direction)? {
        var found: (connection: Int, writing: Direction, distance: Int64)?
        for writing in Direction.allCases {
            let (local, remote) =
                writing == .clientToServer ? (stream.client, stream.server) : (stream.server, stream.client)
            // The ports may have been used again.
            guard let openings = openings[Ends(local: local, remote: remote)] else { continue }
            let next = openings.partitioningIndex { $0.time >= stream.start }
            for opening in openings[max(0, next - 1)..<min(openings.count, next + 1)] {
                let opened = opening.time - stream.start
                let distance = opened == .min ? .max : abs(opened)
                if found.map({ distance < $0.distance }) ?? true { found = (opening.connection, writing, distance) }
            }
        }
        return found.map { ($0.connection, $0.writing) }
    }

    /// Whether two reads, or two writes, claim the same bytes.
    private static func contradict(_ calls: some Sequence<IOCall>) -> Bool {
        var writes: [Range<Int64>] = []
        var reads: [Range<Int64>] = []
        for call in calls where call.error == nil {
            switch call.operation {
            case .write(let offset, let bytes, _): writes.append(offset..<offset + bytes)
            case .read(let offset, let bytes, _) where !call.isPeek: reads.append(offset..<offset + bytes)
            default: continue
            }
        }
        return [writes, reads].contains { ranges in
            let sorted = ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
            return zip(sorted, sorted.dropFirst()).contains { $0.upperBound > $1.lowerBound }
        }
    }
}

extension IOCall {
    /// The bytes stay where they are, and are read again.
    var isPeek: Bool { flags.contains("MSG_PEEK") }
}

extension Array {
    /// The place of the first element that is `beyond` something, which all behind it are too.
    package func partitioningIndex(_ beyond: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if beyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
