import Streams
import Testing
import Wire

@Suite struct DeliveryTests {
    private static let conversation: Conversation = {
        var conversation = Conversation()
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, 30)
        return conversation
    }()

    @Test func `without records there are segments and nothing else`() throws {
        let delivery = try #require(StreamReport(Self.conversation).clientToServer)
        #expect(delivery.segments.map(\.item.bytes) == [100])
        #expect(delivery.writes == nil)
        #expect(delivery.reads == nil)
        #expect(delivery.messages.map(\.source) == [.inferred])
        #expect(delivery.extent == 100)
    }

    @Test func `the receiver's record alone tells of reads and not of writes`() throws {
        let delivery = try #require(StreamReport(Self.conversation, server: [.read(0, 100)]).clientToServer)
        #expect(delivery.reads?.bytes == 100)
        #expect(delivery.writes == nil)
        #expect(delivery.messages.map(\.source) == [.inferred])
        #expect(delivery.messages.map(\.reads) == [[0]])
    }

    @Test func `one end's record is the writes of one direction and the reads of the other`() {
        let report = StreamReport(Self.conversation, client: [.write(0, 100), .read(0, 30)])
        #expect(report.clientToServer?.writes?.bytes == 100)
        #expect(report.clientToServer?.reads == nil)
        #expect(report.serverToClient?.writes == nil)
        #expect(report.serverToClient?.reads?.bytes == 30)
        #expect(report.matchedRecords == 1)
    }

    @Test func `nothing is joined of a stream whose packets were not kept`() {
        var conversation = Conversation(keeping: .none)
        conversation.handshake()
        conversation.send(.clientToServer, 100)
        let report = StreamReport(conversation, client: [.write(0, 100)])
        #expect(report.clientToServer == nil)
        #expect(report.stream.clientToServer.uniqueBytes == 100)
    }

    @Test func `a record is not joined with a stream whose start was missed`() throws {
        var conversation = Conversation()
        // Where the record's offset 0 is, nobody can tell.
        conversation.send(.clientToServer, 100, at: 5_000)
        let report = StreamReport(conversation, client: [.write(0, 5_100)])
        let delivery = try #require(report.clientToServer)
        #expect(delivery.writes == nil)
        #expect(delivery.messages.map(\.source) == [.inferred])
        #expect(delivery.segments.map(\.reasons) == [[]])
    }

    @Test func `a SYN+ACK tells where both directions start`() {
        var conversation = Conversation()
        conversation.send(.serverToClient, flags: [.syn, .ack])
        conversation.send(.clientToServer, 100)
        conversation.send(.serverToClient, 30)
        let report = StreamReport(conversation, client: [.write(0, 100), .read(0, 30)])
        #expect(report.clientToServer?.writes?.bytes == 100)
        #expect(report.serverToClient?.reads?.bytes == 30)
    }

    @Test func `the axis reaches as far as any of the three does`() {
        let far = StreamReport(Self.conversation, client: [.write(0, 500)], server: [.read(0, 90)])
        #expect(far.clientToServer?.extent == 500)
        // A record need not be in order.
        let unordered = StreamReport(Self.conversation, client: [.write(900, 100), .write(0, 900)])
        #expect(unordered.clientToServer?.extent == 1_000)
    }

    @Test func `the direction to look at is the one that carried more`() {
        #expect(StreamReport(Self.conversation).mainDirection == .clientToServer)
        var other = Self.conversation
        other.send(.serverToClient, 71)
        #expect(StreamReport(other).mainDirection == .serverToClient)
    }
}
