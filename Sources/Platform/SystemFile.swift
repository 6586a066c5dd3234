internal import Glibc

/// A file of the system's settings, small enough to be read at once.
package enum SystemFile {
    /// More than any such file has; what is behind it is not read.
    private static let longest = 64 << 20

    /// The whole text, with U+FFFD in place of what is no UTF-8; nil where the file cannot be read.
    package static func text(_ path: String) -> String? {
        guard let file = try? ByteFile.reading(path) else { return nil }
        var bytes: [UInt8] = []
        while bytes.count < longest {
            guard let count = try? file.read(into: &bytes, limit: 1 << 16) else { return nil }
            if count == 0 { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// realpath(3) of a symbolic link; nil where the path is none, or leads nowhere.
    package static func linkTarget(_ path: String) -> String? {
        var link = [CChar](repeating: 0, count: 1)
        guard unsafe readlink(path, &link, 1) > 0, let target = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(target) }
        return unsafe String(cString: target)
    }

    /// access(2).
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
