import Platform
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import NetlabCLI

/// Lines that wait for a reader.
@Suite struct OutputQueueTests {
    private static let line = Array(String(repeating: "x", count: 1_023).utf8) + [10]

    /// What a queue told of, from whatever thread.
    private final class Told: Sendable {
        let failures = Mutex<[SystemFailure]>([])
    }

    private static func queue(to path: String, _ told: Told = Told(), ends: [Errno] = []) throws -> OutputQueue {
        let target = OutputQueue.Target(
            gap: { Array("\($0) missing\n".utf8) },
            tell: { failure in told.failures.withLock { $0.append(failure) } },
            ends: ends
        )
        let queue = try OutputQueue(try ByteFile.appending(to: path), target)
        try queue.start()
        return queue
    }

    @Test func `a reader that has stopped makes nobody wait, and is told what it missed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("fifo")
            _ = try await Peer.shell.run("-c", "mkfifo \(path)")
            // Each end waits for the other to be opened.
            let opening = try Worker.start { try? ByteFile.reading(path) }
            let queue = try Self.queue(to: path)
            while opening.finished == nil { try await Task.sleep(for: .milliseconds(1)) }
            let opened = opening.finished ?? nil
            let pipe = try #require(opened)
            let start = ContinuousClock.now
            for _ in 0..<4_000 { queue.write(Self.line) }
            #expect(ContinuousClock.now - start < .seconds(5))
            let dropped = queue.dropped
            #expect((1_900..<3_000).contains(dropped))
            #expect(throws: SystemFailure("write", .resourceTemporarilyUnavailable)) {
                try queue.flush(within: .milliseconds(20))
            }
            // A gap is told of as soon as there is room again, so there may be several.
            var (bytes, lines, missing) = ([UInt8](), 0, 0)
            while lines + missing < 4_000, try pipe.read(into: &bytes, limit: 1 << 16) > 0 {
                while let end = bytes.firstIndex(of: 10) {
                    let line = String(decoding: bytes[..<end], as: UTF8.self)
                    if line.hasSuffix(" missing") {
                        missing += Int(line.dropLast(8)) ?? 0
                    } else {
                        #expect(line.utf8.count == 1_023)
                        lines += 1
                    }
                    bytes.removeSubrange(...end)
                }
            }
            #expect((lines, missing) == (4_000 - dropped, dropped))
            #expect(throws: Never.self) { try queue.flush(within: .seconds(20)) }
        }
    }

    @Test func `a full disk is told of once, and at the end`() throws {
        let told = Told()
        let queue = try Self.queue(to: "/dev/full", told)
        for _ in 0..<3 {
            queue.write(Self.line)
            #expect(throws: SystemFailure("write", .noSpace)) { try queue.flush(within: .seconds(20)) }
        }
        #expect(told.failures.withLock { $0 } == [SystemFailure("write", .noSpace)])
        #expect(!queue.hasEnded)
    }

    @Test func `where nobody wants to read any more, nothing is lost`() throws {
        let told = Told()
        let queue = try Self.queue(to: "/dev/full", told, ends: [.noSpace])
        queue.write(Self.line)
        #expect(throws: Never.self) { try queue.flush(within: .seconds(20)) }
        #expect(queue.hasEnded)
        #expect(told.failures.withLock { $0 } == [])
    }
}
