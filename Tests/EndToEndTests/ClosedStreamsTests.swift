import FoundationEssentials
import TestSupport
import Testing

/// Standard streams that a process was started without: the next file that is opened would have their number.
@Suite struct ClosedStreamsTests {
    @Test(arguments: [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
    func `what is said goes nowhere, and not into the file that is written`(closed: String) async throws {
        try await withTemporaryFolder { folder in
            let record = folder.file("record")
            let script = "exec \"$0\" probe 127.0.0.1:1 --record \"$1\" \(closed)"
            let run = try await Peer.shell.run("-c", script, NetlabProcess.binary, record)
            #expect(run.status == 69)
            let lines = String(decoding: try contents(of: record), as: UTF8.self).split(separator: "\n")
            #expect(!lines.isEmpty)
            #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") }, "\(lines)")
        }
    }

    @Test func `standard input that is closed is empty`() async throws {
        let script = "exec \"$0\" byteorder - <&-"
        let closed = try await Peer.shell.run("-c", script, NetlabProcess.binary)
        let empty = try await NetlabProcess.run("byteorder", "-")
        #expect(closed.status == empty.status)
        #expect(closed.errors == empty.errors)
    }
}
