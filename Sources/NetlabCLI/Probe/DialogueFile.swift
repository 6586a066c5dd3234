internal import Platform
internal import Probing

/// A file with the steps of a dialogue.
enum DialogueFile {
    /// What is longer is no dialogue that somebody typed.
    private static let largest = 64 << 10

    static func read(_ path: String) throws(CommandFailure) -> Script {
        var bytes: [UInt8] = []
        do throws(SystemFailure) {
            let file = try ByteFile.reading(path)
            while bytes.count <= largest, try file.read(into: &bytes, limit: largest) > 0 {}
        } catch {
            let failure = CommandFailure.unreadable(path, error)
            let names = Script.readyNames.joined(separator: ", ")
            throw CommandFailure(
                status: failure.status,
                cause: failure.cause,
                hint: failure.hint ?? "a dialogue is a file, or one of \(names)."
            )
        }
        guard bytes.count <= largest else {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)' is too large for a dialogue")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(
                status: .malformedInput,
                cause: "'\(path)' is not valid UTF-8",
                hint: "other bytes are written \\xff."
            )
        }
        do throws(ScriptFault) {
            return try Script(text: text)
        } catch {
            let place = error.line.map { ", line \($0)" } ?? ""
            throw CommandFailure(status: .malformedInput, cause: "'\(path)'\(place): \(error.reason.text)")
        }
    }
}

extension ScriptFault.Reason {
    var text: String {
        switch self {
        case .word(let word): "'\(word)' is no step: there are expect REGEX, expect-bytes HEX and send TEXT"
        case .pattern(let cause, let place):
            "no regular expression: \(cause)" + (place.map { ", at character \($0 + 1)" } ?? "")
        case .escape: "an escape that is none, such as \\r, \\n, \\x0d or \\\\"
        case .hexadecimal: "not hexadecimal, two digits a byte, such as 0d0a"
        case .nothing: "nothing stands behind it"
        case .empty: "there is no step in it, such as expect ^220"
        }
    }
}
