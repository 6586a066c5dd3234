package import Wire

/// Failed attempts that have something in common, as those of a flood or a scan have.
package struct AttemptGroup: Sendable {
    package let failure: FailedAttempt
    package fileprivate(set) var count = 0
    package fileprivate(set) var packets = 0
    /// SYNs and SYN+ACKs among them that were sent again.
    package fileprivate(set) var retransmittedSYNs = 0
    package fileprivate(set) var clients: Set<IPAddress> = []
    package fileprivate(set) var servers: Set<IPAddress> = []
    /// The servers' ports.
    package fileprivate(set) var ports: Set<UInt16> = []
    /// The ICMP messages that refused, each once.
    package fileprivate(set) var refusals: Set<ICMPErrorMessage> = []
    /// From the first packet of any to the last; nil where one is not timed.
    package var durationNanoseconds: Int64? { isTimed ? end - start : nil }
    private var isTimed = true
    private var start: Timestamp
    private var end: Timestamp

    fileprivate init(_ failure: FailedAttempt, _ stream: TCPStream) {
        self.failure = failure
        (start, end) = (stream.start, stream.end)
    }

    fileprivate mutating func add(_ stream: TCPStream) {
        count += 1
        packets += stream.packets
        retransmittedSYNs += stream.clientToServer.retransmittedSYNs + stream.serverToClient.retransmittedSYNs
        clients.insert(stream.client.address)
        servers.insert(stream.server.address)
        ports.insert(stream.server.port)
        if failure == .refusedByICMP {
            let errors = stream.icmpErrors.kinds.filter { $0.about == .clientToServer && $0.message.isUnreachable }
            refusals.formUnion(errors.map(\.message))
        }
        if !stream.isTimed { isTimed = false }
        start = min(start, stream.start)
        end = max(end, stream.end)
    }
}

/// The streams of a list, those apart that failed in numbers: each group takes a line in the place of its many.
package struct AttemptGroups: Sendable {
    /// Fewer streams are no group.
    package static let leastStreams = 8

    /// The largest first.
    package private(set) var groups: [AttemptGroup] = []
    /// The places of streams that belong to a group.
    package private(set) var grouped: Set<Int> = []

    /// What the members of a group share; nil where they differ.
    private struct Key: Hashable {
        let failure: FailedAttempt
        var client: IPAddress?
        var server: IPAddress?
        var port: UInt16?
    }

    /// Looks for groups among streams that are named by their places.
    package init(_ streams: some Collection<TCPStream>) {
        var failures: [(place: Int, failure: FailedAttempt, keys: [Key])] = []
        var counts: [Key: Int] = [:]
        for (place, stream) in streams.enumerated() {
            guard let failure = stream.failedAttempt else { continue }
            let keys = Self.keys(failure, stream)
            for key in keys { counts[key, default: 0] += 1 }
            failures.append((place, failure, keys))
        }
        guard failures.count >= Self.leastStreams else { return }

        var members: [Key: [Int]] = [:]
        for (place, failure, keys) in failures {
            // The largest group, and of two as large the one whose members share more.
            var best = Key(failure: failure)
            var size = Self.leastStreams - 1
            for key in keys where counts[key, default: 0] > size { (best, size) = (key, counts[key, default: 0]) }
            members[best, default: []].append(place)
        }
        let places = members.values.filter { $0.count >= Self.leastStreams }
        grouped = Set(places.joined())
        groups = Self.tallies(of: streams, in: places).sorted { $0.count > $1.count }
    }

    private static func keys(_ failure: FailedAttempt, _ stream: TCPStream) -> [Key] {
        let (client, server, port) = (stream.client.address, stream.server.address, stream.server.port)
        return [
            Key(failure: failure, server: server, port: port), Key(failure: failure, client: client, server: server),
            Key(failure: failure, client: client, port: port), Key(failure: failure, client: client),
            Key(failure: failure, server: server),
        ]
    }

    /// In the order of their first streams.
    private static func tallies(of streams: some Collection<TCPStream>, in members: [[Int]]) -> [AttemptGroup] {
        var groupOfPlace: [Int: Int] = [:]
        for (group, places) in members.sorted(by: { $0[0] < $1[0] }).enumerated() {
            for place in places { groupOfPlace[place] = group }
        }
        var groups = [AttemptGroup?](repeating: nil, count: members.count)
        for (place, stream) in streams.enumerated() {
            guard let group = groupOfPlace[place], let failure = stream.failedAttempt else { continue }
            var tally = groups[group] ?? AttemptGroup(failure, stream)
            groups[group] = nil
            tally.add(stream)
            groups[group] = tally
        }
        return groups.compactMap { $0 }
    }
}
