extension String {
    /// The lines, counted from 1.
    ///
    /// By bytes, as the C library reads them: to a String "\r\n" is one character, and hosts(5) may have a million lines.
    package var numberedLines: [(number: Int, text: Substring)] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset + 1, Substring($0.element)) }
    }
}

extension Substring {
    /// The words before a `#`, between what is white space to isspace(3).
    package var words: [Substring] {
        utf8.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 0x20 || 0x09...0x0d ~= $0 }.map { Substring($0) }
    }
}
