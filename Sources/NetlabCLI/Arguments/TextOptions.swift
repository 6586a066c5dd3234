internal import ArgumentParser
internal import Rendering
internal import Wire

/// How text is written where people read and type it.
struct TextOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("How text is encoded: ascii, utf-8 or latin1.", valueName: "encoding"),
        transform: {
            guard let encoding = TextEncoding(rawValue: $0.lowercased()) else {
                let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("'\($0)' is no encoding known here; there are \(names)")
            }
            return encoding
        }
    )
    var encoding = TextEncoding.utf8

    /// What an option's text is in that encoding.
    func bytes(of text: String, for option: String) throws -> [UInt8] {
        do {
            return try encoding.encoded(text).get()
        } catch {
            throw ValidationError(
                "\(option): '\(VisibleText.escaped(String(error.scalar)))' is not in \(encoding.rawValue)"
            )
        }
    }
}
