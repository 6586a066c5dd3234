/// The RST that ended a stream, and what had come before it.
package struct Reset: Sendable, Equatable {
    /// How far a connection had come.
    package enum Stage: String, Sendable {
        /// A SYN alone.
        case syn
        /// A SYN, and a SYN+ACK from the other end.
        case synAck
        case established
        /// The end that sent the RST had sent a FIN.
        case ownFIN = "ownFin"
        case peerFIN = "peerFin"
        case bothFINs = "bothFins"
    }

    /// Which end sent it.
    package let sender: Direction
    /// The packet's place in the capture.
    package let number: Int
    /// Since the stream's first packet, and since the one before; nil in a stream that is not timed.
    package internal(set) var elapsedNanoseconds: Int64?
    package internal(set) var silenceNanoseconds: Int64?
    /// Nil where it is the first packet that was captured of the stream.
    package let stage: Stage?
    /// Bytes of either end that were captured before it, each once.
    package let clientBytes: Int64
    package let serverBytes: Int64
    /// Bytes of the other end that its sender had not acknowledged; nil where it never acknowledged any.
    package let unacknowledgedBytes: Int64?
    /// Where it stands in its sender's stream.
    let offset: Int64
}
