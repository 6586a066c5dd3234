/// A stream with what was joined of its two directions.
package struct StreamReport: Sendable {
    package let stream: TCPStream
    /// Nil where the stream's packets were not kept.
    package let clientToServer: Delivery?
    package let serverToClient: Delivery?
    /// How many of the records know the stream.
    package let matchedRecords: Int

    package init(_ stream: TCPStream, records: [CallRecord], units: [Direction: Units] = [:]) {
        // Without its packets there is nothing to join.
        let ends = stream.items == nil ? [] : records.compactMap { StreamRecord(of: stream, in: $0) }
        self.stream = stream
        clientToServer = Delivery(.clientToServer, of: stream, records: ends, units: units[.clientToServer])
        serverToClient = Delivery(.serverToClient, of: stream, records: ends, units: units[.serverToClient])
        matchedRecords = records.count { $0.connection(of: stream) != nil }
    }

    package func delivery(_ direction: Direction) -> Delivery? {
        switch direction {
        case .clientToServer: clientToServer
        case .serverToClient: serverToClient
        }
    }

    /// The direction that carried more bytes: the one to look at unless somebody says otherwise.
    package var mainDirection: Direction {
        stream.clientToServer.payloadBytes > stream.serverToClient.payloadBytes ? .clientToServer : .serverToClient
    }
}
