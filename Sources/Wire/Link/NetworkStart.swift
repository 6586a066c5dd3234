/// What a link layer carries.
package enum NetworkKind: Hashable, Sendable {
    case ipv4
    case ipv6

    /// Something else, by its EtherType; 0 where the link layer names none.
    case other(etherType: UInt16)
}

/// Where the network layer begins in a frame, and what it is.
package struct NetworkStart: Hashable, Sendable {
    package var kind: NetworkKind

    /// From the start of the captured bytes, never beyond their end.
    package var offset: Int

    package init(kind: NetworkKind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
