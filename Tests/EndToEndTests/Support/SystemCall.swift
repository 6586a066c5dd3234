import TestSupport

/// A call on a connection's socket and what it returned, by whoever watched.
struct SystemCall: Equatable, CustomStringConvertible {
    let name: String
    /// Bytes, 0 for success, -1 for failure.
    let result: Int

    var description: String { "\(name) = \(result)" }
}

extension SystemCall {
    /// The calls of an I/O record after its connection was opened by `accept`, or with those before it for `connect`.
    static func recorded(in events: [JSON]) -> [SystemCall] {
        events.compactMap { event in
            guard let call = event.call?.string, call != "accept" else { return nil }
            return SystemCall(name: call, result: event.error?.string == nil ? event.bytes?.integer ?? 0 : -1)
        }
    }

    /// The calls on the first connection's descriptor in the output of `strace -f`: one thread makes them all.
    static func traced(in output: String) -> [SystemCall] {
        var descriptor: Substring?
        var calls: [SystemCall] = []
        for line in wholeLines(output) {
            guard let match = line.firstMatch(of: /^(?<name>\w+)\((?<first>\d+)?.*\)\s+= (?<result>-?\d+)/) else {
                continue
            }
            if match.name == "accept4" || (match.name == "socket" && line.contains("SOCK_STREAM")) {
                // The calls on what an earlier socket was, such as the one that listens, are none of the connection's.
                descriptor = match.result
                calls = []
            } else if let descriptor, match.first == descriptor, let result = Int(match.result) {
                calls.append(SystemCall(name: names[match.name] ?? String(match.name), result: result))
                if match.name == "close" { return calls }
            }
        }
        return calls
    }

    /// What the kernel calls it, and the C library.
    private static let names: [Substring: String] = ["sendto": "send", "recvfrom": "recv"]

    /// The lines without their thread, those that were interrupted by another thread's joined.
    private static func wholeLines(_ output: String) -> [String] {
        var begun: [Substring: Substring] = [:]
        return output.split(separator: "\n").compactMap { line in
            let thread = line.prefix { $0 != " " }
            let rest = line.dropFirst(thread.count).drop { $0 == " " }
            if rest.hasSuffix(" <unfinished ...>") {
                begun[thread] = rest.dropLast(" <unfinished ...>".count)
                return nil
            }
            if let end = rest.firstRange(of: " resumed>"), let start = begun.removeValue(forKey: thread) {
                return start + String(rest[end.upperBound...])
            }
            return String(rest)
        }
    }
}
