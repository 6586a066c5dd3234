internal import Platform
internal import Rendering
internal import SystemPackage

/// Results, and nothing else, go here.
enum StandardOutput {
    /// Lines of text or JSON: what a terminal could act on is escaped, the tones of `Style` excepted.
    static func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// The same, as UTF-8.
    static func write(_ text: [UInt8]) throws {
        try write(raw: TerminalText.bytes(text))
    }

    /// Writes the first `count` of `bytes`, or all, as they are: for bytes that somebody asked for, never for text.
    ///
    /// - Throws: `ExitStatus.success` where the reader has gone: it has what it wanted. `ExitStatus.interrupted` where it takes
    ///   nothing, and a signal has asked for the end.
    static func write(raw bytes: [UInt8], first count: Int? = nil) throws {
        do {
            try ByteFile.standardOutput.writeUnlessStopped(bytes, first: count)
        } catch  where error.errno == .brokenPipe {
            throw ExitStatus.success
        } catch  where error.errno == .interrupted {
            throw ExitStatus.interrupted
        } catch {
            throw CommandFailure(status: .cannotWrite, cause: "cannot write standard output: \(error.reason)")
        }
    }

    /// Writes lines on a terminal, over the last `count` that were written there.
    static func rewrite(_ lines: [String], over count: Int) throws {
        let text = lines.flatMap { TerminalText.line($0) + [UInt8(ascii: "\n")] }
        try write(raw: Array(TerminalControl.erase(lines: count).utf8) + text)
    }
}

/// Diagnostics, progress and prompts go here, in every format.
enum StandardError {
    /// Writes one line, or a part of one without a newline at its end: what a terminal could act on is escaped, newlines inside
    /// too, the tones of `Style` excepted.
    static func write(_ text: String) {
        let isWhole = text.hasSuffix("\n")
        write(raw: TerminalText.line(isWhole ? String(text.dropLast()) : text) + (isWhole ? [UInt8(ascii: "\n")] : []))
    }

    /// Writes a part of a line over what stands in the line.
    static func overwrite(_ text: String) {
        write(raw: [13] + TerminalText.line(text))
    }

    /// Takes away what stands in the line, `count` characters of it.
    static func eraseLine(_ count: Int) {
        if Terminal.environment("TERM") == "dumb" {
            overwrite(String(repeating: " ", count: count))
            write(raw: [13])
        } else {
            write(raw: Array(TerminalControl.eraseLine.utf8))
        }
    }

    private static func write(raw bytes: [UInt8]) {
        // Nobody is left to be told where this fails.
        try? ByteFile.standardError.write(bytes)
    }
}
