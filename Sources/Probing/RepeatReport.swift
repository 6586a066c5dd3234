package import Wire

/// What came back from a `repeat` server.
package struct RepeatReport: Sendable {
    /// An address that did not take the connection.
    package struct Failure: Sendable, Equatable {
        package let address: SocketAddress
        package let failure: SocketFailure
    }

    package var outcome = Outcome.unreachable
    /// The addresses tried before the one that answered.
    package var failures: [Failure] = []
    package var local: SocketAddress?
    package var remote: SocketAddress?
    package var connect: Duration?
    /// From the first recv to the last.
    package var duration: Duration?
    /// The size of each piece, in the order of the recv calls.
    package var pieces: [Int] = []
    /// The first pieces as they came.
    package var preview: [[UInt8]] = []
    package var bytes: Int64 = 0
    /// The call that ended the exchange before its time.
    package var failure: SocketFailure?

    package init() {}
}
