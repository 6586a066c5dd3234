package import Wire

extension FakeNameServer {
    package var end: SocketAddress { SocketAddress(address: .loopback4, port: port) }
}

extension FakeQuery {
    /// An answer to the query without records, changed by `change`; answers of the root's are then of the name that was asked for.
    package func message(_ change: (inout DNSMessage) -> Void) -> [UInt8] {
        guard var message = try? DNSMessage(bytes) else { return [] }
        message.flags.insert(.response)
        message.edns = nil
        change(&message)
        if let asked = try? DNSMessage(bytes).questions.first?.name {
            for index in message.answers.indices where message.answers[index].name == .root {
                message.answers[index].name = asked
            }
        }
        return message.encoded
    }

    package func answer(_ change: (inout DNSMessage) -> Void) {
        reply(message(change))
    }
}

extension DNSRecord {
    /// An A record of the name that was asked for.
    package static func address(_ bits: UInt32) -> DNSRecord {
        DNSRecord(name: .root, type: .a, timeToLive: 60, data: .fields([.address(.v4(bits))]))
    }
}
