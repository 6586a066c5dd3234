/// How the answers of a protocol go on over several lines.
package enum AnswerForm: Sendable, Equatable {
    /// A pause ends them, be it within a line; but a code of three digits with `-` behind it, as many protocols have it, says that
    /// more follows.
    case unknown
    /// Each line has a code, with `-` behind it in all but the last (RFC 5321 section 4.2.1).
    case codes
    /// Behind a code with `-` any lines follow up to one with the code and a space; 1yz is before another answer (RFC 959 section 4.2).
    case codeAndText
    /// One line (RFC 1939 section 3).
    case line
    /// After a command, lines that begin with `*` or `+` up to one with its tag (RFC 9051 section 2.2.2).
    case tagged
    /// Any lines before the one that begins with `SSH-` (RFC 4253 section 4.2).
    case identification

    /// Whether an answer is whole only with a line's end.
    var hasLines: Bool { self != .unknown }
}

/// Follows the lines of an answer, and tells whether more have been announced.
struct AnswerLines {
    private let form: AnswerForm
    /// The code whose text is coming.
    private var code: [UInt8]?
    private(set) var goOn = false

    init(_ form: AnswerForm) {
        self.form = form
    }

    /// Takes a line without its end; `isAsked` where a command went before it.
    mutating func take(_ line: ArraySlice<UInt8>, isAsked: Bool) {
        let start = Array(line.prefix(4))
        let digits = start.prefix(3)
        let hasCode = digits.count == 3 && digits.allSatisfy { (48...57).contains($0) }
        let isContinued = hasCode && start.last == UInt8(ascii: "-")
        switch form {
        case .unknown, .codes: goOn = isContinued
        case .codeAndText:
            if let code {
                goOn = start != code + [UInt8(ascii: " ")] && Array(line) != code
            } else {
                goOn = isContinued || hasCode && start.first == UInt8(ascii: "1")
            }
            if !goOn { code = nil } else if isContinued { code = code ?? Array(digits) }
        case .line: goOn = false
        case .tagged: goOn = isAsked && (start.first == UInt8(ascii: "*") || start.first == UInt8(ascii: "+"))
        case .identification: goOn = start != Array("SSH-".utf8)
        }
    }
}
