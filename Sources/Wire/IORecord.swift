/// Who kept an I/O record, and of which process: the record's first line.
package struct IORecordHeader: Sendable, Equatable {
    /// What watched the calls (`netlab`, `strace`): a watcher changes what it sees.
    package var recorder: String
    package var host: String
    package var process: Int
    package var program: String

    package init(recorder: String, host: String, process: Int, program: String) {
        self.recorder = recorder
        self.host = host
        self.process = process
        self.program = program
    }
}

/// One system call on a connection's socket, with its own return value.
package struct IOCall: Sendable, Equatable {
    package enum Direction: String, Sendable {
        case read, write
    }

    /// What the call was asked to do and what came of it; `bytes` is 0 where it failed.
    package enum Operation: Sendable, Equatable {
        /// The connection exists from here on; addresses are nil where the call failed.
        case open(local: SocketName?, remote: SocketName?)

        /// `offset` counts the stream's bytes read before this call; 0 bytes without an error are the end of the stream.
        case read(offset: Int64, bytes: Int64, requestedBytes: Int64)

        /// `offset` counts the stream's bytes written before this call.
        case write(offset: Int64, bytes: Int64, requestedBytes: Int64)

        /// A whole datagram; `number` counts those of its direction before it, and `truncatedBytes` is what did not fit.
        case datagram(Direction, number: Int64, bytes: Int64, requestedBytes: Int64, truncatedBytes: Int64 = 0)

        case option(name: String, value: Int64)

        /// `how` is `read`, `write` or `both`.
        case shutdown(how: String)

        /// `reason` is what ended the connection: `fin`, `reset`, or an errno's name.
        case close(reason: String)
    }

    /// The connection's number within its record, from 1.
    package var connection: Int

    /// The call's name, as its recorder knows it (`send`, `recv`, `sendto`).
    package var call: String
    package var operation: Operation

    /// CLOCK_REALTIME at the entry of the call.
    package var time: Timestamp

    /// From the entry of the call to its return, 0 or more.
    package var durationNanoseconds: Int64

    /// The errno's name where the call failed.
    package var error: String?

    /// Names of the flags that change what the call does (`MSG_PEEK`).
    package var flags: [String]

    package init(
        connection: Int,
        call: String,
        operation: Operation,
        time: Timestamp,
        durationNanoseconds: Int64,
        error: String? = nil,
        flags: [String] = []
    ) {
        self.connection = connection
        self.call = call
        self.operation = operation
        self.time = time
        self.durationNanoseconds = durationNanoseconds
        self.error = error
        self.flags = flags
    }
    /// When the call came back.
    package var returnTime: Timestamp {
        time + durationNanoseconds
    }
}
