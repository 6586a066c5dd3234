import Glibc
import Platform
import Testing

@Suite struct PidFileTests {
    private static func withPath(_ body: (String) throws -> Void) rethrows {
        let path = "/tmp/netlab-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        defer { unsafe unlink(path) }
        try body(path)
    }

    @Test func `it has this process's number, and goes when it is removed`() throws {
        try Self.withPath { path in
            let file = try PidFile(path)
            try file.write()
            #expect(SystemFile.text(path) == "\(getpid())\n")
            file.remove()
            #expect(!SystemFile.exists(path))
        }
    }

    @Test func `one of a process that runs is not taken, nor changed`() throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write(Array("1\n".utf8))
            #expect(throws: PidFile.Refusal.taken(process: 1)) { try PidFile(path) }
            #expect(SystemFile.text(path) == "1\n")
        }
    }

    @Test func `a lock that somebody else holds on it means nothing`() throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write([])
            let descriptor = unsafe open(path, O_RDONLY)
            defer { close(descriptor) }
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            _ = try PidFile(path)
            #expect(SystemFile.text(path) == "\(getpid())\n")
        }
    }

    @Test func `a link is not followed, and what took the path meanwhile is not removed`() throws {
        try Self.withPath { path in
            let other = path + ".other"
            defer { unsafe unlink(other) }
            try ByteFile.writing(other).write(Array("keep".utf8))
            #expect(unsafe symlink(other, path) == 0)
            #expect(throws: PidFile.Refusal.self) { try PidFile(path) }
            #expect(SystemFile.text(other) == "keep")
            unsafe unlink(path)
            let file = try PidFile(path)
            #expect(unsafe rename(other, path) == 0)
            file.remove()
            #expect(SystemFile.text(path) == "keep")
        }
    }

    @Test(arguments: ["", "garbage", "-1", "0", "4194305\n", "99999999999999999999"])
    func `what a process that is gone left is taken over`(content: String) throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write(Array(content.utf8))
            _ = try PidFile(path)
            #expect(SystemFile.text(path) == "\(getpid())\n")
        }
    }
}
