package import Wire

/// The writes of one end, or the reads of the other, of one direction of a stream: what a record says of them.
package struct Lane: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package let call: String
        package let offset: Int64
        package let bytes: Int64
        package let requestedBytes: Int64
        /// The entry of the call, since the stream's first packet.
        package let elapsedNanoseconds: Int64
        package let durationNanoseconds: Int64

        package var end: Int64 { offset + bytes }
        /// Saturating: a record may claim any duration.
        package var returnNanoseconds: Int64 {
            Int64(clamping: Int128(elapsedNanoseconds) + Int128(durationNanoseconds))
        }
    }

    package let recorder: String
    /// Calls that moved bytes, in order; without the read that found the end of the stream.
    package let items: [Item]

    /// Saturating: a record may claim any number of bytes.
    package var bytes: Int64 { Int64(clamping: items.reduce(Int128(0)) { $0 + Int128($1.bytes) }) }
}

/// What a record tells of one stream: the calls of one of its ends.
package struct StreamRecord: Sendable {
    /// The direction that this end writes.
    package let writing: Direction
    package let writes: Lane
    package let reads: Lane
    /// This end set TCP_NODELAY.
    package let noDelay: Bool

    /// Finds the connection of `calls` that is `stream`: the same two addresses, opened while the stream was.
    package init?(of stream: TCPStream, in calls: [IOCall], recorder: String) {
        var found: (connection: Int, writing: Direction, distance: Int64)?
        for call in calls {
            guard case .open(.internet(let local)?, .internet(let remote)?) = call.operation else { continue }
            let writing: Direction
            if (local, remote) == (stream.client, stream.server) {
                writing = .clientToServer
            } else if (local, remote) == (stream.server, stream.client) {
                writing = .serverToClient
            } else {
                continue
            }
            // The ports may have been used again: the connection opened nearest to the stream's start is meant.
            let opened = call.returnTime - stream.start
            let distance = opened == .min ? .max : abs(opened)
            if found.map({ distance < $0.distance }) ?? true { found = (call.connection, writing, distance) }
        }
        guard let found else { return nil }

        var writes: [Lane.Item] = []
        var reads: [Lane.Item] = []
        var noDelay = false
        for call in calls where call.connection == found.connection && call.error == nil {
            switch call.operation {
            case .write(let offset, let bytes, let requested):
                guard bytes > 0 else { continue }
                writes.append(Lane.Item(call, offset, bytes, requested, start: stream.start))
            case .read(let offset, let bytes, let requested):
                guard bytes > 0, !call.flags.contains("MSG_PEEK") else { continue }
                reads.append(Lane.Item(call, offset, bytes, requested, start: stream.start))
            case .option(let name, let value):
                if name == "TCP_NODELAY" { noDelay = value != 0 }
            case .open, .datagram, .shutdown, .close: continue
            }
        }
        writing = found.writing
        self.writes = Lane(recorder: recorder, items: writes)
        self.reads = Lane(recorder: recorder, items: reads)
        self.noDelay = noDelay
    }
}

extension Lane.Item {
    fileprivate init(_ call: IOCall, _ offset: Int64, _ bytes: Int64, _ requestedBytes: Int64, start: Timestamp) {
        self.init(
            call: call.call,
            offset: offset,
            bytes: bytes,
            requestedBytes: requestedBytes,
            elapsedNanoseconds: call.time - start,
            durationNanoseconds: call.durationNanoseconds
        )
    }
}
