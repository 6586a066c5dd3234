import Glibc
import Platform
import SystemPackage
import Testing

/// Files in folders that others can change, where a name may be a link to anything.
@Suite struct NewFileTests {
    /// A folder with that mode, and beside it a file with the text "keep".
    private static func withFolder(
        mode: mode_t,
        _ body: (_ folder: String, _ other: String) throws -> Void
    ) throws {
        let folder = "/tmp/netlab-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let other = folder + ".other"
        try #require(unsafe mkdir(folder, 0o700) == 0 && chmod(folder, mode) == 0)
        defer {
            for name in SystemFile.names(in: folder) { unsafe unlink(folder + "/" + name) }
            unsafe rmdir(folder)
            unsafe unlink(other)
        }
        try ByteFile.writing(other).write(Array("keep".utf8))
        try body(folder, other)
    }

    @Test func `no link is followed in a folder that everybody can change`() throws {
        try Self.withFolder(mode: 0o777) { folder, other in
            let path = folder + "/file"
            #expect(unsafe symlink(other, path) == 0)
            let refusal = SystemFailure("openat", .tooManySymbolicLinkLevels)
            #expect(throws: refusal) { try ByteFile.writing(path) }
            #expect(throws: refusal) { try ByteFile.appending(to: path) }
            #expect(refusal.reason == "it is a link, and others can change the folder")
            #expect(SystemFile.text(other) == "keep")
        }
    }

    @Test func `a link in a folder of one's own is followed, and one's own link in /tmp`() throws {
        try Self.withFolder(mode: 0o700) { folder, other in
            for path in [folder + "/file", folder + ".link"] {
                defer { unsafe unlink(path) }
                #expect(unsafe symlink(other, path) == 0)
                try ByteFile.writing(path).write(Array("new".utf8))
                try ByteFile.appending(to: path).write(Array("er".utf8))
                #expect(SystemFile.text(other) == "newer")
            }
        }
    }

    @Test(arguments: [0o700, 0o777] as [mode_t])
    func `a file that is replaced is not written through a link, and leaves no draft`(mode: mode_t) throws {
        try Self.withFolder(mode: mode) { folder, other in
            let path = folder + "/file"
            #expect(unsafe symlink(other, path) == 0)
            try ByteFile.replace(path, with: Array("new".utf8))
            #expect(SystemFile.text(path) == "new")
            #expect(SystemFile.text(other) == "keep")
            #expect(SystemFile.names(in: folder) == ["file"])
        }
    }

    @Test func `a file of one's own is emptied or gone on with, also in a folder that everybody can change`() throws {
        try Self.withFolder(mode: 0o777) { folder, _ in
            let path = folder + "/file"
            try ByteFile.writing(path).write(Array("long".utf8))
            try ByteFile.writing(path).write(Array("ab".utf8))
            try ByteFile.appending(to: path).write(Array("c".utf8))
            #expect(SystemFile.text(path) == "abc")
        }
    }
}
