/// A connection's state, named as RFC 9293 section 3.3.2 names it.
package enum TCPState: String, Sendable, CaseIterable {
    case listen = "LISTEN"
    case synSent = "SYN-SENT"
    case synReceived = "SYN-RECEIVED"
    case established = "ESTABLISHED"
    case finWait1 = "FIN-WAIT-1"
    case finWait2 = "FIN-WAIT-2"
    case closeWait = "CLOSE-WAIT"
    case closing = "CLOSING"
    case lastAck = "LAST-ACK"
    case timeWait = "TIME-WAIT"
    case closed = "CLOSED"

    /// The number that Linux has for it (linux/tcp_states.h).
    package init?(linux number: UInt8) {
        let states: [TCPState] = [
            .established, .synSent, .synReceived, .finWait1, .finWait2, .timeWait, .closed, .closeWait, .lastAck,
            .listen,
            .closing, .synReceived,
        ]
        guard (1...states.count).contains(Int(number)) else { return nil }
        self = states[Int(number) - 1]
    }
}
