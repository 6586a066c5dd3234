internal import ArgumentParser
internal import Platform
internal import Streams

/// In what form `--view follow` writes bytes.
enum ByteForm: String, ExpressibleByArgument, CaseIterable {
    case escaped, hex, raw
}

/// How `--view follow` shows the bytes of a stream.
struct FollowOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "With --view follow: as lines of text with escapes, in hexadecimal, or as they are (default: escaped).",
            valueName: "form"
        )
    )
    var bytes: ByteForm?

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "With --view follow: write to this file, the bytes as they are unless another form is asked for.",
            valueName: "file"
        ),
        completion: .file()
    )
    var outputFile: String?

    /// The first of these options that was given.
    var given: String? { bytes != nil ? "--bytes" : outputFile != nil ? "--output" : nil }

    var form: ByteForm { bytes ?? (outputFile == nil ? .escaped : .raw) }
}

extension TrafficOptions {
    /// What `--view follow` needs, and what needs `--view follow`.
    func validateFollow() throws {
        guard view == .follow else {
            if let option = follow.given {
                throw ValidationError("\(option) needs --view follow: it says how a stream's bytes are shown")
            }
            return
        }
        if let file = follow.outputFile {
            if file == "-" {
                throw ValidationError("--output needs a file's name: without it standard output has the bytes")
            }
            if file == save.write { throw ValidationError("--output and -w name the same file") }
        }
        guard output.chosen == .text else {
            if follow.bytes != nil {
                throw ValidationError("--bytes is for text; --format \(output.chosen.rawValue) has them in base64")
            }
            return
        }
        guard follow.form == .raw else { return }
        if direction == nil {
            throw ValidationError("raw bytes are those of one --direction, client-to-server or server-to-client")
        }
        if follow.outputFile == nil && ByteFile.standardOutput.isTerminal {
            throw ValidationError("--bytes raw writes bytes as they are, which is nothing for a terminal")
        }
    }
}
