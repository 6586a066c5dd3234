/// What is looked up in a database: a name, a number or several, for one transport where that is named.
package struct EntryQuery: Sendable, Equatable {
    package enum Subject: Sendable, Equatable {
        case name(String)
        case number(UInt16)
        case numbers(ClosedRange<UInt16>)
    }

    package let subject: Subject
    package let transport: String?

    package init(_ subject: Subject, transport: String? = nil) {
        self.subject = subject
        self.transport = transport
    }
}
