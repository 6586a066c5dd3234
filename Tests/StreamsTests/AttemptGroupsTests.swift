import Streams
import Testing
import Wire

/// Floods and scans are told from streams that failed on their own.
@Suite struct AttemptGroupsTests {
    /// What came back of the SYNs of many.
    enum Answer {
        case nothing, synAck, reset, synAckAndReset
    }

    private static func address(_ number: Int, isIPv6: Bool = false) -> IPAddress {
        isIPv6 ? .v6(IPv6Address(UInt128(0x2001_0db8) << 96 | UInt128(number))) : .v4(0x0a00_0000 + UInt32(number))
    }

    private static func send(
        from client: (IPAddress, Int),
        to server: (IPAddress, Int),
        _ answer: Answer,
        in table: inout StreamTable
    ) {
        let ends = [client, server].map { SocketAddress(address: $0.0, port: UInt16($0.1)) }
        func add(_ flags: TCPFlags, _ sequence: UInt32, _ acknowledgment: UInt32, isAnswer: Bool) {
            let (source, destination) = isAnswer ? (ends[1], ends[0]) : (ends[0], ends[1])
            let header = TCPHeader(
                sourcePort: source.port,
                destinationPort: destination.port,
                sequence: sequence,
                acknowledgment: acknowledgment,
                flags: flags,
                window: 1_024
            )
            let time = Conversation.start + Int64(table.streams.count) * 1_000
            table.add(header, from: source, to: destination, payloadLength: 0, number: 1, time: time)
        }
        add(.syn, 10, 0, isAnswer: false)
        switch answer {
        case .nothing: break
        case .synAck: add([.syn, .ack], 90, 11, isAnswer: true)
        case .reset: add([.rst, .ack], 0, 11, isAnswer: true)
        case .synAckAndReset:
            add([.syn, .ack], 90, 11, isAnswer: true)
            add(.rst, 11, 0, isAnswer: false)
        }
    }

    @Test(
        arguments: [
            (.nothing, .unanswered), (.synAck, .neverCompleted), (.reset, .refusedByReset),
            (.synAckAndReset, .resetByClient),
        ] as [(Answer, FailedAttempt)],
        [false, true]
    )
    func `a flood from many on one port is a group`(outcome: (answer: Answer, failure: FailedAttempt), isIPv6: Bool)
        throws
    {
        var table = StreamTable(keeping: .none)
        for number in 1...20 {
            let client = (Self.address(number, isIPv6: isIPv6), 1_000 + number)
            Self.send(from: client, to: (Self.address(0, isIPv6: isIPv6), 80), outcome.answer, in: &table)
        }
        let attempts = AttemptGroups(table.streams)
        let group = try #require(attempts.groups.first)
        #expect(attempts.groups.count == 1)
        #expect(group.failure == outcome.failure)
        #expect(group.count == 20)
        #expect(group.packets == table.streams.reduce(0) { $0 + $1.packets })
        #expect(group.clients.count == 20)
        #expect(group.servers == [Self.address(0, isIPv6: isIPv6)])
        #expect(group.ports == [80])
        #expect(attempts.grouped == Set(0..<20))
    }

    @Test func `a scan of many ports is a group for each answer, and the few that are open stand alone`() {
        var table = StreamTable(keeping: .none)
        for port in 1...100 {
            let answer: Answer = port % 40 == 0 ? .synAckAndReset : port <= 70 ? .reset : .nothing
            Self.send(from: (Self.address(1), 40_000), to: (Self.address(2), port), answer, in: &table)
        }
        let attempts = AttemptGroups(table.streams)
        #expect(attempts.groups.map(\.failure) == [.refusedByReset, .unanswered])
        #expect(attempts.groups.map(\.count) == [69, 29])
        #expect(attempts.groups.map(\.ports.count) == [69, 29])
        #expect(Set(0..<100).subtracting(attempts.grouped) == [39, 79])
    }

    @Test func `a sweep of one port over many hosts is a group`() {
        var table = StreamTable(keeping: .none)
        for host in 1...50 {
            Self.send(from: (Self.address(0), 40_000 + host), to: (Self.address(host), 22), .nothing, in: &table)
        }
        let group = AttemptGroups(table.streams).groups.first
        #expect(group?.count == 50)
        #expect(group?.servers.count == 50)
        #expect(group?.clients.count == 1)
    }

    @Test func `two floods are two groups, the larger first`() {
        var table = StreamTable(keeping: .none)
        for number in 1...30 {
            Self.send(from: (Self.address(number), 1_000), to: (Self.address(300), 80), .synAck, in: &table)
            guard number <= 10 else { continue }
            Self.send(from: (Self.address(number + 100), 1_000), to: (Self.address(301), 25), .synAck, in: &table)
        }
        let groups = AttemptGroups(table.streams).groups
        #expect(groups.map(\.count) == [30, 10])
        #expect(groups.map(\.ports) == [[80], [25]])
    }

    @Test func `attempts that share nothing are a group of their own where they are many`() {
        var table = StreamTable(keeping: .none)
        for number in 1...20 {
            let server = (Self.address(1_000 + number), 2_000 + number)
            Self.send(from: (Self.address(number), 1_000), to: server, .nothing, in: &table)
        }
        let groups = AttemptGroups(table.streams).groups
        #expect(groups.map(\.count) == [20])
        #expect(groups.map(\.clients.count) == [20])
    }

    @Test func `a few attempts are no group, and connections that were made belong to none`() {
        var table = StreamTable(keeping: .none)
        for number in 1..<AttemptGroups.leastStreams {
            Self.send(from: (Self.address(number), 1_000), to: (Self.address(0), 80), .nothing, in: &table)
        }
        #expect(AttemptGroups(table.streams).groups.isEmpty)
        var conversation = Conversation()
        conversation.handshake()
        #expect(AttemptGroups(conversation.table.streams).grouped.isEmpty)
    }
}
