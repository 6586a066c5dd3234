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

    /// `path` from the root: from where this process is now, where it does not begin there.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(folder) }
        return unsafe String(cString: folder) + "/" + path
    }

    /// The names in a folder, but for `.` and `..`, in no order; none where it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// readlink(2): what a symbolic link says, whether it leads anywhere or not; nil where the path is none.
    package static func linkText(_ path: String) -> String? {
        var text = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink(path, &text, text.count)
        guard count >= 0 else { return nil }
        return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
