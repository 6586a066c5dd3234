/// A message to a system log, as RFC 5424 section 6 frames it.
package struct SyslogMessage: Sendable {
    /// Severities of RFC 5424 section 6.2.1.
    package enum Severity: Int, Sendable {
        case warning = 4
        case informational = 6
    }

    /// The facility "system daemons".
    private static let daemonFacility = 3

    package let severity: Severity
    package let time: Timestamp
    package let host: String
    package let process: Int
    /// What kind of message it is; nil for no kind.
    package let kind: String?
    package let text: String

    package init(severity: Severity, time: Timestamp, host: String, process: Int, kind: String?, text: String) {
        self.severity = severity
        self.time = time
        self.host = host
        self.process = process
        self.kind = kind
        self.text = text
    }

    package var bytes: [UInt8] {
        let priority = Self.daemonFacility * 8 + severity.rawValue
        // The RFC has room for microseconds only.
        let stamp = time.description.dropLast(4) + "Z"
        let header = "<\(priority)>1 \(stamp) \(Self.field(host, limit: 255)) netlab \(process) "
        return Array("\(header)\(Self.field(kind ?? "", limit: 32)) - \(text)".utf8)
    }

    /// Printable ASCII without spaces, of bounded length; `-` for nothing.
    private static func field(_ text: String, limit: Int) -> String {
        let visible = text.utf8.filter { (33...126).contains($0) }.prefix(limit)
        return visible.isEmpty ? "-" : String(decoding: visible, as: UTF8.self)
    }
}
