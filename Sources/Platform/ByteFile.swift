internal import Glibc
internal import SystemPackage

/// A file, pipe or terminal that bytes are read from or written to, closed when it goes out of use.
package final class ByteFile: Sendable {
    package static let standardInput = ByteFile(.standardInput, isOwned: false)
    package static let standardOutput = ByteFile(.standardOutput, isOwned: false)
    package static let standardError = ByteFile(.standardError, isOwned: false)

    let descriptor: FileDescriptor
    private let isOwned: Bool

    private init(_ descriptor: FileDescriptor, isOwned: Bool) {
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    deinit {
        if isOwned { try? descriptor.close() }
    }

    package static func reading(_ path: String) throws(SystemFailure) -> ByteFile {
        let descriptor = try attempt("open") {
            try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        }
        return ByteFile(descriptor, isOwned: true)
    }

    /// Creates the file, or empties the one that is there.
    package static func writing(_ path: String) throws(SystemFailure) -> ByteFile {
        ByteFile(FileDescriptor(rawValue: try NewFile.open(path, O_TRUNC)), isOwned: true)
    }

    /// Creates the file, or goes on behind what the one that is there has.
    package static func appending(to path: String) throws(SystemFailure) -> ByteFile {
        ByteFile(FileDescriptor(rawValue: try NewFile.open(path, O_APPEND)), isOwned: true)
    }

    /// Has the file have these bytes and no others, whole or not at all: they are written beside it and renamed.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemFailure) {
        let (draft, descriptor) = try NewFile.draft(for: path)
        do throws(SystemFailure) {
            try ByteFile(FileDescriptor(rawValue: descriptor), isOwned: true).write(bytes)
            guard unsafe rename(draft, path) == 0 else { throw SystemFailure("rename") }
        } catch {
            unsafe unlink(draft)
            throw error
        }
    }

    /// Appends what one read(2) of at most `limit` bytes brings to `buffer`; returns how many, 0 at the end.
    package func read(into buffer: inout [UInt8], limit: Int) throws(SystemFailure) -> Int {
        // Nothing is filled with zeros that read(2) fills, which costs more than the read where the file is short.
        let bytes = try attempt("read") {
            try unsafe [UInt8](unsafeUninitializedCapacity: limit) { memory, count in
                count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(memory))
            }
        }
        buffer += bytes
        return bytes.count
    }

    /// One read(2) into the bytes of `buffer` from `start` on; returns how many came, 0 at the end.
    package func read(into buffer: inout [UInt8], from start: Int) throws(SystemFailure) -> Int {
        try attempt("read") {
            try unsafe buffer.withUnsafeMutableBytes {
                try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
            }
        }
    }

    /// write(2) until the first `count` of `bytes` are written, or all.
    package func write(_ bytes: [UInt8], first count: Int? = nil) throws(SystemFailure) {
        var written = 0
        try write(bytes, first: count, written: &written)
    }

    /// write(2) until those of `bytes` are written; `written` says of how many that was so where an error ends it.
    package func write(_ bytes: [UInt8], first count: Int? = nil, written: inout Int) throws(SystemFailure) {
        written = 0
        let count = count ?? bytes.count
        while written < count {
            let rest = written..<count
            written += try attempt("write") {
                try unsafe bytes.withUnsafeBytes {
                    try unsafe descriptor.write(UnsafeRawBufferPointer(rebasing: $0[rest]))
                }
            }
        }
    }

    /// Like `write`, and where nobody takes the bytes ended by SIGINT, SIGTERM or SIGHUP that `StopSignals` keeps from striking.
    ///
    /// - Throws: `interrupted` where such a signal is there and nothing was taken for a quarter of a second.
    package func writeUnlessStopped(_ bytes: [UInt8], first count: Int? = nil) throws(SystemFailure) {
        let count = count ?? bytes.count
        guard StopSignals.areKept, !isRegularFile else { return try write(bytes, first: count) }
        var written = 0
        while written < count {
            guard try Readiness.wait(toWrite: descriptor.rawValue, timeout: .milliseconds(250)) else {
                if StopSignals.arePending { throw SystemFailure("write", .interrupted) }
                continue
            }
            // So much a pipe that is ready takes without blocking (PIPE_BUF of pipe(7)).
            let rest = written..<min(count, written + 4_096)
            written += try attempt("write") {
                try unsafe bytes.withUnsafeBytes {
                    try unsafe descriptor.write(UnsafeRawBufferPointer(rebasing: $0[rest]))
                }
            }
        }
    }

    private var isRegularFile: Bool {
        var status = stat()
        return unsafe fstat(descriptor.rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Takes the last `count` bytes that were written out of the file again; what is no file keeps them.
    package func takeBack(_ count: Int) {
        guard count > 0, let end = try? descriptor.seek(offset: 0, from: .current) else { return }
        try? descriptor.resize(to: end - Int64(count))
        _ = try? descriptor.seek(offset: end - Int64(count), from: .start)
    }

    /// faccessat(2): whether files may be made in the folder of `path` by the rights that this process has now.
    package static func checkFolder(of path: String) throws(SystemFailure) {
        let folder = FilePath(path).removingLastComponent().string
        guard unsafe faccessat(AT_FDCWD, folder.isEmpty ? "." : folder, W_OK | X_OK, AT_EACCESS) == 0 else {
            throw SystemFailure("faccessat")
        }
    }

    /// Whether two paths lead to one file, by whatever links; stat(2).
    package static func areSame(_ path: String, _ other: String) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe stat(path, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// Whether what is written to `output` is read from here again, without end: one file, written behind where it is read.
    package func leads(to output: ByteFile) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe fstat(descriptor.rawValue, &first) == 0, unsafe fstat(output.descriptor.rawValue, &second) == 0,
            first.st_dev == second.st_dev, first.st_ino == second.st_ino, first.st_mode & S_IFMT == S_IFREG
        else { return false }
        let appends = fcntl(output.descriptor.rawValue, F_GETFL) & O_APPEND != 0
        return appends || lseek(output.descriptor.rawValue, 0, SEEK_CUR) > lseek(descriptor.rawValue, 0, SEEK_CUR)
    }

    package var isTerminal: Bool {
        isatty(descriptor.rawValue) == 1
    }
}

/// Runs calls of swift-system, which throw nothing but an errno, and names the call in what they throw.
private func attempt<Result>(_ call: String, _ body: () throws -> Result) throws(SystemFailure) -> Result {
    do {
        return try body()
    } catch let error as Errno {
        throw SystemFailure(call, error)
    } catch {
        throw SystemFailure(call, .ioError)
    }
}
