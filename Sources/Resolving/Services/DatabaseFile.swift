package import Platform
internal import SystemPackage

/// The text of services(5) or protocols(5), read as the C library reads it, with what the library leaves out: comments and lines.
package struct DatabaseFile: Sendable, Equatable {
    package struct Line: Sendable, Equatable {
        /// From 1.
        package let number: Int
        package let entry: DatabaseEntry
        /// What stands behind `#`, without the space around it; nil for nothing.
        package let comment: String?
    }

    package let lines: [Line]
    /// Whether there is a file that this user may not read.
    package let isForbidden: Bool

    package init(_ text: [UInt8] = [], of database: SystemDatabase, isForbidden: Bool = false) {
        self.isForbidden = isForbidden
        var lines: [Line] = []
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            // The C library takes a line for a string, which ends with a zero byte.
            let line = line.prefix { $0 != 0 }
            let text = line.prefix { $0 != UInt8(ascii: "#") }
            guard let entry = DatabaseEntry(text, of: database) else { continue }
            let comment = string(line[text.endIndex...].dropFirst().trimmingSpace)
            lines.append(Line(number: index + 1, entry: entry, comment: comment.isEmpty ? nil : comment))
        }
        self.lines = lines
    }

    /// More than any file that lists a thing for each port and protocol.
    private static let largestFile = 64 << 20

    /// The file of this system, or an empty one where it cannot be read: it only adds to what the system says.
    package static func ofSystem(_ database: SystemDatabase) -> DatabaseFile {
        var text: [UInt8] = []
        let file: ByteFile
        do throws(SystemFailure) {
            file = try ByteFile.reading(database.path)
        } catch {
            return DatabaseFile(of: database, isForbidden: error.errno == .permissionDenied)
        }
        while let count = try? file.read(into: &text, limit: 1 << 16), count > 0, text.count < largestFile {}
        return DatabaseFile(text, of: database)
    }

    /// Of each entry the first line that says the same.
    package func lines(of entries: [DatabaseEntry]) -> [Line?] {
        // A table of all lines costs more than to look for a few.
        guard entries.count > 8 else { return entries.map { entry in lines.first { $0.entry == entry } } }
        let table = Dictionary(lines.map { ($0.entry, $0) }) { first, _ in first }
        return entries.map { table[$0] }
    }
}

extension DatabaseEntry {
    /// `http 80/tcp www` or `tcp 6 TCP`; nil for a line that the C library passes over.
    fileprivate init?(_ line: ArraySlice<UInt8>, of database: SystemDatabase) {
        var rest = line.trimmingSpace
        let name = rest.removeWord()
        guard !name.isEmpty, let value = rest.removeNumber(ofAnyBase: database == .services) else { return nil }
        var transport: String?
        switch database {
        case .services:
            // Several slashes are as good as one, and none is enough where the line ends.
            let slashes = rest.prefix { $0 == UInt8(ascii: "/") }.count
            guard slashes > 0 || rest.isEmpty else { return nil }
            rest = rest.dropFirst(slashes)
            transport = string(rest.removeWord())
        case .protocols:
            guard rest.first.map(isSpace) ?? true else { return nil }
        }
        self.init(
            name: string(name),
            aliases: rest.split(whereSeparator: isSpace).map(string),
            // As many bits as the C library keeps.
            number: transport == nil ? Int(Int32(truncatingIfNeeded: value)) : Int(UInt16(truncatingIfNeeded: value)),
            transport: transport
        )
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmingSpace: ArraySlice<UInt8> {
        let start = drop(while: isSpace)
        return start.prefix(through: start.lastIndex { !isSpace($0) } ?? start.startIndex - 1)
    }

    /// Takes what comes before white space off, and the white space.
    fileprivate mutating func removeWord() -> ArraySlice<UInt8> {
        let word = prefix { !isSpace($0) }
        self = self[word.endIndex...].drop(while: isSpace)
        return word
    }

    /// Takes a number off, as strtoul(3) reads it; nil for none and for one of more than 32 bits.
    ///
    /// Of any base it is hexadecimal behind `0x` and octal behind `0`.
    fileprivate mutating func removeNumber(ofAnyBase: Bool) -> UInt32? {
        let sign = prefix { $0 == UInt8(ascii: "+") }
        guard sign.count <= 1 else { return nil }
        var rest = self[sign.endIndex...]
        var radix = 10
        if ofAnyBase, rest.first == UInt8(ascii: "0") {
            let mark = rest.dropFirst().prefix(2)
            let isHexadecimal =
                mark.count == 2 && mark.first.map { $0 | 0x20 } == UInt8(ascii: "x")
                && mark.last.map(isHexadecimalDigit) == true
            radix = isHexadecimal ? 16 : 8
            rest = rest.dropFirst(isHexadecimal ? 2 : 0)
        }
        let digits = rest.prefix { Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false }
        self = self[digits.endIndex...]
        return UInt32(string(digits), radix: radix)
    }
}

/// isspace(3) in the C locale.
private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

private func isHexadecimalDigit(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }

private func string(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
}
