package import Platform

/// An entry, and where it stands in the database's file.
package struct PlacedEntry: Sendable, Equatable {
    package let entry: DatabaseEntry
    /// The line of the file that says the same; nil for an entry of another source.
    package let line: Int?
    package let comment: String?
}

/// What a query came to.
package struct EntryAnswer: Sendable, Equatable {
    package let query: EntryQuery
    /// Where empty, `absence` says why.
    package let entries: [PlacedEntry]
    package let absence: EntryAbsence?
}

/// What is known about an entry that is not there.
package enum EntryAbsence: Sendable, Equatable {
    /// It is there for other transports.
    case hasOtherTransports([DatabaseEntry])
    /// No entry is reached by the transport; these are what there is.
    case unknownTransport(known: [String])
    /// Names or aliases that differ in case alone.
    case differsInCase([String])
    case unknown
}
