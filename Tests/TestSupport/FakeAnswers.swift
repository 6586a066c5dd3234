package import Wire

extension FakeNameServer {
    package var end: SocketAddress { SocketAddress(address: .loopback4, port: port) }
}

extension FakeQuery {
    /// An answer to the query without records, changed by `change`.
    package func message(_ change: (inout DNSMessage) -> Void) -> [UInt8] {
        guard var message = try? DNSMessage(bytes) else { return [] }
        message.flags.insert(.response)
        message.edns = nil
        change(&message)
        return message.encoded
    }

    package func answer(_ change: (inout DNSMessage) -> Void) {
        reply(message(change))
    }
}

extension DNSRecord {
    /// An A record of whatever name.
    package static func address(_ bits: UInt32) -> DNSRecord {
        DNSRecord(name: .root, type: .a, timeToLive: 60, data: .fields([.address(.v4(bits))]))
    }
}
