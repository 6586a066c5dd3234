/// What came of the datagrams of a server.
package struct DatagramTally: Sendable, Equatable {
    package var received = 0
    package var bytesReceived: Int64 = 0
    /// Larger than the buffer that they came into.
    package var truncated = 0
    /// Datagrams that left as answers, doubled ones twice.
    package var sent = 0
    package var bytesSent: Int64 = 0
    /// Answers that the system did not take.
    package var failed = 0
    package var refused: [AnswerPolicy.Refusal: Int] = [:]
    package var faults: [DatagramFaults.Fault: Int] = [:]

    package init() {}

    package static func += (left: inout Self, right: Self) {
        left.received += right.received
        left.bytesReceived += right.bytesReceived
        left.truncated += right.truncated
        left.sent += right.sent
        left.bytesSent += right.bytesSent
        left.failed += right.failed
        left.refused.merge(right.refused, uniquingKeysWith: +)
        left.faults.merge(right.faults, uniquingKeysWith: +)
    }
}
