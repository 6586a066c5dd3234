import Testing
import Wire

@Suite struct SyslogMessageTests {
    private static func text(host: String = "host", kind: String? = "closed", _ text: String = "text") throws -> String
    {
        let time = try #require(Timestamp("2003-10-11T22:14:15.003123456Z"))
        let message = SyslogMessage(
            severity: .informational,
            time: time,
            host: host,
            process: 8710,
            kind: kind,
            text: text
        )
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test func `a message is framed as RFC 5424 has it`() throws {
        // Facility 3 (system daemons) and severity 6 make 30; the time has six digits at most.
        #expect(try Self.text() == "<30>1 2003-10-11T22:14:15.003123Z host netlab 8710 closed - text")
    }

    @Test func `what is missing is a hyphen, and a field has no spaces`() throws {
        #expect(try Self.text(host: "", kind: nil) == "<30>1 2003-10-11T22:14:15.003123Z - netlab 8710 - - text")
        #expect(try Self.text(host: "a b\nc") == "<30>1 2003-10-11T22:14:15.003123Z abc netlab 8710 closed - text")
    }
}
