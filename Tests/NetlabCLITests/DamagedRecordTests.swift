import Streams
import TestSupport
import Testing
import Wire

@testable import NetlabCLI

@Suite struct DamagedRecordTests {
    private static let start = #"{"event":"start","schemaVersion":1,"record":"socket-io","recorder":"strace"}"#
    private static let write =
        #"{"event":"write","connection":1,"call":"send","offset":0,"bytes":3,"requestedBytes":3,"#
        + #""time":"2026-11-20T23:20:11Z","durationNanoseconds":5}"#

    private static func read(_ lines: [String], ending: String = "\n") async throws -> Result<
        CallRecord, CommandFailure
    > {
        try await withTemporaryFolder { folder in
            let text = lines.joined(separator: "\n") + ending
            let path = try folder.write(Array(text.utf8), to: "record")
            return Result { () throws(CommandFailure) in try IORecordReader(path).read().record }
        }
    }

    @Test(arguments: ["\n", ""])
    func `a record of another recorder is read, ended or not`(ending: String) async throws {
        let record = try await Self.read([Self.start, Self.write], ending: ending).get()
        #expect(record.header == IORecordHeader(recorder: "strace", host: "", process: 0, program: ""))
        #expect(record.calls.map(\.operation) == [.write(offset: 0, bytes: 3, requestedBytes: 3)])
    }

    @Test func `events that a later version may add are passed over`() async throws {
        let later = #"{"event":"poll","connection":1,"unknown":[{}]}"#
        #expect(try await Self.read([Self.start, later, Self.write]).get().calls.count == 1)
    }

    @Test(
        arguments: [
            "{", "[]", "null", "nonsense", "{}", #"{"event":1}"#, "\u{0}", #"{"event":"write"}"#,
            // Half of a line: its writer was killed.
            String(write.prefix(60)),
            write.replacing("\"offset\":0", with: "\"offset\":-1"),
            write.replacing("\"offset\":0", with: "\"offset\":1152921504606846977"),
            write.replacing("\"offset\":0", with: "\"offset\":99999999999999999999"),
            write.replacing("\"offset\":0", with: "\"offset\":0.5"),
            write.replacing("\"offset\":0,", with: ""),
            write.replacing("\"bytes\":3", with: "\"bytes\":-3"),
            write.replacing("2026-11-20T23:20:11Z", with: "2026-13-20T23:20:11Z"),
            write.replacing("2026-11-20T23:20:11Z", with: "2026-11-20T23:20:11+01:00"),
            write.replacing("\"connection\":1,", with: ""),
            #"{"event":"open","connection":1,"local":"localhost:1","time":"2026-11-20T23:20:11Z"}"#,
        ]
    )
    func `a line that makes no sense is named by its number`(line: String) async throws {
        let result = try await Self.read([Self.start, Self.write, "", line, Self.write])
        let failure = #expect(throws: CommandFailure.self) { try result.get() }
        #expect(failure?.status == .malformedInput)
        #expect(failure?.cause.contains("is no I/O record: line 4: ") == true, "\(failure?.cause ?? "")")
    }

    @Test(
        arguments: [
            [write], [#"{"event":"start","schemaVersion":2,"record":"socket-io"}"#],
            [#"{"event":"start","schemaVersion":1,"record":"capture"}"#], [#"{"event":"start"}"#], ["\u{d4}\u{c3}"],
        ]
    )
    func `the first line says that it is a record of this version`(lines: [String]) async throws {
        let result = try await Self.read(lines)
        let failure = #expect(throws: CommandFailure.self) { try result.get() }
        #expect(failure?.status == .malformedInput)
        #expect(failure?.cause.contains("line 1") == true)
    }

    @Test(arguments: [[], [""], ["", ""]])
    func `nothing is no record`(lines: [String]) async throws {
        let result = try await Self.read(lines)
        let failure = #expect(throws: CommandFailure.self) { try result.get() }
        #expect(failure?.status == .malformedInput)
        #expect(failure?.cause.contains("it is empty") == true)
    }

    @Test func `a record that is not there has no input`() {
        let failure = #expect(throws: CommandFailure.self) { try IORecordReader("/no/such/record").read() }
        #expect(failure?.status == .noInput)
        #expect(failure?.cause == "cannot open '/no/such/record': no such file or directory")
    }

    @Test func `a duration below zero is none, and the longest is kept`() async throws {
        let lines = ([-5, .max] as [Int64]).map { Self.write.replacing("Nanoseconds\":5", with: "Nanoseconds\":\($0)") }
        let record = try await Self.read([Self.start] + lines).get()
        #expect(record.calls.map(\.durationNanoseconds) == [0, .max])
    }

    @Test func `a record that was cut in a line is read to its last whole line, and says so`() async throws {
        try await withTemporaryFolder { folder in
            let start = Array((Self.start + "\n").utf8)
            let whole = start + Array((Self.write + "\n").utf8)
            for length in start.count...whole.count {
                let path = try folder.write(Array(whole.prefix(length)), to: "record")
                let (record, isCut) = try IORecordReader(path).read()
                #expect(record.calls.count == (length >= whole.count - 1 ? 1 : 0))
                #expect(isCut == (start.count + 1..<whole.count - 1).contains(length))
            }
            // Without its first line it is none.
            for length in 1..<start.count - 1 {
                let path = try folder.write(Array(start.prefix(length)), to: "record")
                #expect(throws: CommandFailure.self) { try IORecordReader(path).read() }
            }
        }
    }
}
