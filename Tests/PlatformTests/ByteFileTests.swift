import FoundationEssentials
import Platform
import SystemPackage
import Testing

@Suite struct ByteFileTests {
    /// A path in a directory that goes away with the test.
    private static func withPath(_ body: (String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("netlab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory.appendingPathComponent("file").path)
    }

    @Test func `what was written is read back in portions`() throws {
        try Self.withPath { path in
            let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
            try ByteFile.writing(path).write(bytes)
            let file = try ByteFile.reading(path)
            var buffer: [UInt8] = [9]
            var counts: [Int] = []
            repeat { counts.append(try file.read(into: &buffer, limit: 300)) } while counts.last != 0
            #expect(counts == [300, 300, 300, 100, 0])
            #expect(buffer == [9] + bytes)
        }
    }

    @Test func `writing empties a file that was there`() throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write([1, 2, 3])
            try ByteFile.writing(path).write([4])
            var buffer: [UInt8] = []
            _ = try ByteFile.reading(path).read(into: &buffer, limit: 10)
            #expect(buffer == [4])
        }
    }

    @Test func `a file that is not there cannot be read, nor one created in no directory`() throws {
        try Self.withPath { path in
            #expect(throws: SystemFailure("open", .noSuchFileOrDirectory)) { try ByteFile.reading(path) }
            #expect(throws: SystemFailure("open", .noSuchFileOrDirectory)) { try ByteFile.writing(path + "/a") }
        }
    }

    @Test func `a directory opens and cannot be read`() throws {
        let directory = try ByteFile.reading("/")
        var buffer: [UInt8] = [7]
        #expect(throws: SystemFailure("read", .isDirectory)) { try directory.read(into: &buffer, limit: 10) }
        #expect(buffer == [7])
    }

    @Test func `a file is no terminal`() throws {
        try Self.withPath { path in
            let file = try ByteFile.writing(path)
            #expect(!file.isTerminal)
        }
    }
}
