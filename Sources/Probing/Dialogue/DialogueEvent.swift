package import Wire

/// What a dialogue tells as it happens.
package enum DialogueEvent: Sendable, Equatable {
    /// An address that did not take the connection.
    case unreached(Target, Outcome, SocketFailure?)
    /// Whom it is held with from now on; a datagram may yet find nobody there.
    case connected(Target, local: SocketName?)
    /// A line of ours, which is on its way.
    case said([UInt8])
    /// A line of the peer's without its end, what came of one before it paused, or a datagram.
    case heard([UInt8])
    /// A datagram of ours has no answer in time.
    case unanswered
}

/// What a dialogue came to.
package struct DialogueReport: Sendable, Equatable {
    /// `connected` where the peer said nothing and owed nothing.
    package internal(set) var outcome = Outcome.connected
    package internal(set) var target: Target?
    /// The call that ended it.
    package internal(set) var failure: SocketFailure?
    package internal(set) var linesSent = 0
    package internal(set) var linesReceived = 0
    package internal(set) var bytesSent: Int64 = 0
    package internal(set) var bytesReceived: Int64 = 0
    /// The peer ended it.
    package internal(set) var peerHasLeft = false
    /// Lines there were that the peer did not wait for.
    package internal(set) var hasUnsentLines = false
    package internal(set) var isInterrupted = false

    package init() {}
}
