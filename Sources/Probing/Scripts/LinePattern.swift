internal import Platform
internal import Synchronization

/// A regular expression that a line is held against.
///
/// There are expressions that take years for some lines, and a peer may know such a line: each match has a thread and a limit.
package final class LinePattern: Sendable, Equatable {
    /// What a line is cut to before it is matched.
    static let longestLine = 4 << 10
    private static let limit = Duration.seconds(1)

    /// As it was typed.
    package let text: String
    private let regex: Compiled
    /// Whether a match took too long, whose thread goes on: there is to be no second one.
    private let isTooSlow = Mutex(false)

    package init(_ text: String) throws(ScriptFault.Reason) {
        guard !text.isEmpty else { throw .nothing }
        self.text = text
        do {
            regex = Compiled(regex: try Regex(text).matchingSemantics(.unicodeScalar))
        } catch {
            throw .pattern("\(error)", place: Self.place(of: error))
        }
    }

    package static func == (one: LinePattern, other: LinePattern) -> Bool { one.text == other.text }

    /// Whether it matches somewhere in the line; nil where that could not be told in time.
    func matches(_ line: some Collection<UInt8>, longest: Int = longestLine) -> Bool? {
        if isTooSlow.withLock({ $0 }) { return nil }
        let line = String(decoding: line.prefix(longest), as: UTF8.self)
        guard let mailbox = try? Mailbox<Bool>() else { return nil }
        let stop: StopSignals? = nil
        do throws(SystemFailure) {
            try detachThread { [regex] in mailbox.post(regex.matches(line)) }
            let answer = try mailbox.take(or: stop, timeout: Self.limit)?.first
            if answer == nil { isTooSlow.withLock { $0 = true } }
            return answer
        } catch {
            return nil
        }
    }

    // A regular expression that was read from text has no closures and does not change.
    private struct Compiled: @unchecked Sendable {
        let regex: Regex<AnyRegexOutput>

        func matches(_ line: String) -> Bool { line.contains(regex) }
    }

    /// Where the parser stopped: it tells only those who look at its error's members.
    private static func place(of error: any Error) -> Int? {
        let location = Mirror(reflecting: error).children.first { $0.label == "location" }?.value
        let text = location.map { "\($0)" } ?? ""
        return text.firstMatch(of: /Range\((\d+)\[/).flatMap { Int($0.1) }
    }
}
