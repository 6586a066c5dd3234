/// Something in force that decides how names are looked up, and where it is from.
package struct Setting: Sendable, Equatable {
    package enum Origin: Sendable, Equatable {
        /// A line of a file, counted from 1; nil where all of the file is meant.
        case file(String, line: Int?)
        case environment(String)
        case hostName
        case builtIn
    }

    package let name: String
    package let value: String
    package let origin: Origin

    package init(_ name: String, _ value: String, _ origin: Origin) {
        self.name = name
        self.value = value
        self.origin = origin
    }
}
