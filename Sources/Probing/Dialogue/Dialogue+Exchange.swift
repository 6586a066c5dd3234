internal import Platform

extension Dialogue {
    /// Where a dialogue with one peer stands.
    struct Exchange {
        /// Text without an end is taken for an answer once nothing more came for so long.
        static let pause = Int64(50_000_000)
        /// Whoever leaves waits so long for the peer to leave too, so that nothing is reset.
        static let farewell = Int64(250_000_000)
        /// Lines at hand are there within this.
        static let atHand = Duration.seconds(1)

        /// There is no other address to go on with.
        let isLast: Bool
        var incoming = IncomingLines()
        var outgoing: [UInt8] = []
        var interest: PollSet.Interest?
        var isAsking = false
        /// A line of ours waits for its answer.
        var isOwed = false
        var hasLeft = false
        /// Since the last line of ours.
        var bytesHeard: Int64 = 0
        // When something is to happen, on the monotonic clock.
        var mayAsk: Int64
        var pauseEnds: Int64?
        var answerIsDue: Int64?
        var goodbye: Int64?

        init(isLast: Bool, at now: Int64, _ manner: Manner) {
            self.isLast = isLast
            mayAsk = now + manner.opening.nanoseconds
        }

        /// When the next thing is to happen though nothing comes.
        func wake(canAsk: Bool) -> Int64? {
            [pauseEnds, answerIsDue, goodbye, canAsk ? mayAsk : nil].compactMap(\.self).min()
        }

        var canAsk: Bool { !isAsking && !hasLeft && outgoing.isEmpty && !isOwed }
    }
}

/// Why a dialogue is over.
enum DialogueStop: Error {
    case done, peerLeft, unanswered, tooMuch
    case failed(SocketFailure)
    case observer(any Error)
}
