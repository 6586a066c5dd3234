/// What a link layer carries.
package enum NetworkKind: Hashable, Sendable {
    case ipv4
    case ipv6
    case other(PayloadType)

    /// Something else, by its EtherType.
    package static func etherType(_ number: UInt16) -> NetworkKind {
        .other(PayloadType(.etherType, number))
    }
}

/// Where the network layer begins in a frame, and what it is.
package struct NetworkStart: Hashable, Sendable {
    package var kind: NetworkKind

    /// From the start of the captured bytes, never beyond their end.
    package var offset: Int

    /// Where a length field of the headers before says that it ends, with padding behind.
    ///
    /// `Int.max` where none has said it.
    package var end: Int

    package init(kind: NetworkKind, offset: Int, end: Int = .max) {
        self.kind = kind
        self.offset = offset
        self.end = end
    }
}
