package import Streams
package import Wire

/// Which streams are shown: those that meet all that is asked for.
package struct StreamSelection: Sendable, Equatable {
    package var id: Int?
    /// One of the ends has one of these addresses.
    package var hosts: [IPAddress]?
    /// One of the ends has this port.
    package var port: UInt16?

    package init(id: Int? = nil, hosts: [IPAddress]? = nil, port: UInt16? = nil) {
        self.id = id
        self.hosts = hosts
        self.port = port
    }

    /// Whether every stream is shown.
    package var isEverything: Bool { self == StreamSelection() }

    package func contains(_ stream: TCPStream) -> Bool {
        contains(id: stream.id, stream.client, stream.server)
    }

    private func contains(id: Int, _ client: SocketAddress, _ server: SocketAddress) -> Bool {
        if let wanted = self.id, wanted != id { return false }
        if let hosts, !hosts.contains(client.address) && !hosts.contains(server.address) { return false }
        return port == nil || port == client.port || port == server.port
    }
}

/// In what order streams are listed.
package enum StreamOrder: String, Sendable, CaseIterable {
    /// Those with loss, resets, stalls or no handshake first, then by bytes.
    case trouble
    case bytes
    case packets
    case duration
    /// In the order of their first packets.
    case start

    package func sorted(_ places: [Int], of streams: StreamStore) -> [Int] {
        var weights = [Int64](repeating: 0, count: streams.count)
        for place in places { weights[place] = weight(of: streams[place]) }
        return places.sorted { one, other in
            weights[one] == weights[other] ? streams[one].id < streams[other].id : weights[one] < weights[other]
        }
    }

    /// The lighter comes first, and of two as heavy the one that began first.
    private func weight(of stream: TCPStream) -> Int64 {
        switch self {
        // Half the range is more bytes than any stream has.
        case .trouble: (stream.troubles.isEmpty ? .max / 2 : 0) - min(stream.uniqueBytes, .max / 2)
        case .bytes: -stream.uniqueBytes
        case .packets: -Int64(stream.packets)
        case .duration: -stream.durationNanoseconds
        case .start: 0
        }
    }
}
