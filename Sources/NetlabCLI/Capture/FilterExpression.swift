internal import ArgumentParser
internal import Platform
internal import SystemPackage

/// The filter of `netlab capture`: the words that were typed, or what a file holds.
enum FilterExpression {
    /// More than any filter that compiles.
    private static let largestFile = 1 << 20

    /// The expression in the file, as tcpdump reads it: what follows a # in a line is a comment, and lines are joined.
    ///
    /// - Throws: 77 or 66 where it cannot be read, 65 where it is no text.
    static func read(_ path: String) throws(CommandFailure) -> String {
        var bytes: [UInt8] = []
        do {
            let file = path == "-" ? ByteFile.standardInput : try ByteFile.reading(path)
            while try file.read(into: &bytes, limit: 1 << 16) > 0, bytes.count <= largestFile {}
        } catch {
            throw .unreadable(path, error)
        }
        guard bytes.count <= largestFile, !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)' is no filter")
        }
        return text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != "#" } }.joined(separator: " ")
    }
}
