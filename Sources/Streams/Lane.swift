internal import Wire

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

    /// What `record` has of `stream`; nil where it knows no such connection, or contradicts itself about it.
    package init?(of stream: TCPStream, in record: CallRecord) {
        guard let found = record.connection(of: stream), !record.isContradictory(found.connection) else { return nil }
        var writes: [Lane.Item] = []
        var reads: [Lane.Item] = []
        var noDelay = false
        for call in record.calls(of: found.connection) where call.error == nil {
            switch call.operation {
            case .write(let offset, let bytes, let requested):
                guard bytes > 0 else { continue }
                writes.append(Lane.Item(call, offset, bytes, requested, start: stream.start))
            case .read(let offset, let bytes, let requested):
                guard bytes > 0, !call.isPeek else { continue }
                reads.append(Lane.Item(call, offset, bytes, requested, start: stream.start))
            case .option(let name, let value):
                if name == "TCP_NODELAY" { noDelay = value != 0 }
            case .open, .datagram, .shutdown, .close: continue
            }
        }
        writing = found.writing
        // Threads may have written their lines in another order than that of their bytes.
        self.writes = Lane(recorder: record.header.recorder, items: writes.sorted { $0.offset < $1.offset })
        self.reads = Lane(recorder: record.header.recorder, items: reads.sorted { $0.offset < $1.offset })
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
