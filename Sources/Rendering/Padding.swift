extension String {
    /// Without the spaces at its end.
    var trimmingTrailingSpaces: String {
        utf8.lastIndex { $0 != UInt8(ascii: " ") }.map { String(self[..<utf8.index(after: $0)]) } ?? ""
    }

    /// With spaces up to `width` characters.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    /// With spaces before it up to `width` characters.
    package func padded(before width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
