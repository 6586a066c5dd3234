internal import Platform
internal import SystemPackage

/// Results, and nothing else, go here.
enum StandardOutput {
    static func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Writes the first `count` of `bytes`, or all.
    ///
    /// - Throws: `ExitStatus.success` where the reader has gone: it has what it wanted.
    static func write(_ bytes: [UInt8], first count: Int? = nil) throws {
        do {
            try ByteFile.standardOutput.write(bytes, first: count)
        } catch  where error.errno == .brokenPipe {
            throw ExitStatus.success
        } catch {
            throw CommandFailure(status: .cannotWrite, cause: "cannot write standard output: \(error.reason)")
        }
    }
}

/// Diagnostics, progress and prompts go here, in every format.
enum StandardError {
    static func write(_ text: String) {
        // Nobody is left to be told where this fails.
        try? ByteFile.standardError.write(Array(text.utf8))
    }
}
