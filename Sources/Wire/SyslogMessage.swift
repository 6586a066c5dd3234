/// A message as syslog(3) sends it to the log of its own host: `<PRI>Mmm dd hh:mm:ss tag[pid]: text`.
///
/// It is the form of RFC 3164 section 4.1 without a host's name, which journald and other daemons read on /dev/log; they take the
/// header of RFC 5424, which is for the network, for text.
package struct SyslogMessage: Sendable {
    /// Severities of RFC 5424 section 6.2.1.
    package enum Severity: Int, Sendable {
        case warning = 4
        case informational = 6
    }

    /// The facility "system daemons".
    private static let daemonFacility = 3

    package let severity: Severity
    /// Local time by strftime(3)'s `%b %e %H:%M:%S`, in English.
    package let time: String
    package let process: Int
    package let text: String

    package init(severity: Severity, time: String, process: Int, text: String) {
        self.severity = severity
        self.time = time
        self.process = process
        self.text = text
    }

    package var bytes: [UInt8] {
        Array("<\(Self.daemonFacility * 8 + severity.rawValue)>\(time) netlab[\(process)]: \(text)".utf8)
    }
}
