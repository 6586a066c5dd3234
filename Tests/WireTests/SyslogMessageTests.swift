import Testing
import Wire

@Suite struct SyslogMessageTests {
    @Test func `a message is framed as syslog(3) frames it for the log of its own host`() {
        // Facility 3 (system daemons) and severity 6 make 30; a day of one digit has a space before it.
        let message = SyslogMessage(
            severity: .informational,
            time: "Oct  1 22:14:15",
            process: 8710,
            text: "client 1 closed"
        )
        #expect(String(decoding: message.bytes, as: UTF8.self) == "<30>Oct  1 22:14:15 netlab[8710]: client 1 closed")
    }
}
