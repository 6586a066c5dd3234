internal import Rendering
internal import Wire

extension TextEncoding {
    /// `bytes` as a terminal may have them.
    func visible(_ bytes: [UInt8]) -> String {
        decoded(bytes).reduce(into: "") { text, piece in
            switch piece {
            case .text(let piece): text += VisibleText.escaped(piece)
            case .byte(let byte): text += VisibleText.escaped([byte])
            }
        }
    }
}

extension JSONWriter {
    /// `text`, and in its place `textBase64` where `bytes` are not text of that encoding.
    mutating func text(_ bytes: [UInt8], in encoding: TextEncoding) {
        let pieces = encoding.decoded(bytes)
        if pieces.isEmpty {
            member("text", "")
        } else if pieces.count == 1, case .text(let text)? = pieces.first {
            member("text", text)
        } else {
            unknown("text")
            member("textBase64", Base64.encoded(bytes))
        }
    }
}
