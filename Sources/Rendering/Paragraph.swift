/// Running text broken into lines.
package enum Paragraph {
    /// `text` in lines of at most `width` characters, each indented by two spaces.
    package static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = " "
        for word in text.split(separator: " ") {
            if line.count + 1 + word.count > width && line.count > 1 {
                lines.append(line)
                line = " "
            }
            line += " " + word
        }
        return lines + [line]
    }
}
