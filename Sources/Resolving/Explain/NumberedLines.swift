extension String {
    /// The lines, counted from 1; a carriage return before the end is white space to the C library.
    var numberedLines: [(number: Int, text: Substring)] {
        // By scalars: to a String "\r\n" is one character.
        unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset + 1, Substring($0.element)) }
    }
}
