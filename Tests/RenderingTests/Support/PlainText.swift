import Rendering

extension String {
    /// Without SGR sequences (ECMA-48 §8.3.117): ESC, `[`, parameters, `m`.
    var withoutColor: String {
        var plain = ""
        var isEscape = false
        for scalar in unicodeScalars {
            if scalar == "\u{1b}" {
                isEscape = true
            } else if !isEscape {
                plain.unicodeScalars.append(scalar)
            } else if scalar == "m" {
                isEscape = false
            }
        }
        return plain
    }
}

extension Style {
    static let plain = Style(isColored: false)
    static let colored = Style(isColored: true)
}
