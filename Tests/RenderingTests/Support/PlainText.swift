import Rendering

extension String {
    /// Without the marks that tones are made of.
    var withoutColor: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !(0xfdd0...0xfdef ~= $0.value) }))
    }
}

extension Style {
    static let plain = Style(isColored: false)
    static let colored = Style(isColored: true)
}
