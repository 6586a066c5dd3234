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

    @Test func `one that is held is not taken`() throws {
        try Self.withPath { path in
            let file = try PidFile(path)
            #expect(throws: PidFile.Refusal.taken(process: nil)) { try PidFile(path) }
            try file.write()
            #expect(throws: PidFile.Refusal.taken(process: Int(getpid()))) { try PidFile(path) }
        }
    }

    @Test func `one of a process that runs is not taken, also where that does not lock it`() throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write(Array("1\n".utf8))
            #expect(throws: PidFile.Refusal.taken(process: 1)) { try PidFile(path) }
            #expect(SystemFile.text(path) == "1\n")
        }
    }

    @Test(arguments: ["", "garbage", "-1", "0", "4194305\n", "99999999999999999999"])
    func `what a process that is gone left is taken over`(content: String) throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write(Array(content.utf8))
            try PidFile(path).write()
            #expect(SystemFile.text(path) == "\(getpid())\n")
        }
    }
}
