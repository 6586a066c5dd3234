package import Wire

/// How a conversation is led.
package struct ChatManner: Sendable {
    /// What a client is told first, in the encoding of the conversation; nil for nothing.
    package var greeting: [UInt8]?
    /// Client and terminal speak in turns, the client first; otherwise both whenever they like.
    package var takesTurns = false
    /// What ends a conversation besides an empty line, in the encoding of the conversation.
    package var goodbye: [UInt8]?
    /// Makes what a client says fit for the terminals of others.
    package var relayed: @Sendable ([UInt8]) -> [UInt8] = { $0 }

    package init() {}

    /// Whether a message is the word that ends a conversation, whatever the case of its letters and the space around it.
    func isGoodbye(_ text: [UInt8]) -> Bool {
        guard let goodbye else { return false }
        return Self.folded(text) == Self.folded(goodbye)
    }

    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        let trimmed = bytes.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        return trimmed.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    }
}

/// What happens in conversations.
package enum ChatEvent: Sendable, Equatable {
    /// A client waits until those before it have left.
    case waits(connection: Int, remote: SocketName, before: Int)
    /// A client takes part.
    case joined(connection: Int, remote: SocketName)
    /// Without its line's end.
    case said(connection: Int, [UInt8])
    case left(connection: Int, remote: SocketName)
}
