internal import Platform
internal import Rendering
internal import Serving
internal import Synchronization
internal import Wire

/// Whoever types at standard input, asked for one line at a time: what is typed ahead stays with the system until it is wanted.
final class Console: Sendable {
    typealias Deliver = @Sendable (SessionMessage) -> Bool

    private static let longestLine = 64 << 10

    private let encoding: TextEncoding
    private let questions: Mailbox<Deliver>
    private let isReading = Mutex(false)
    private let prompt: String
    /// A line is being waited for, behind the prompt where there is one.
    private let isOpen = Mutex(false)

    /// `prompt` is shown before each line where a person types it.
    init(encoding: TextEncoding, prompt: String) throws {
        self.encoding = encoding
        self.prompt = ByteFile.standardInput.isTerminal ? prompt : ""
        do { questions = try Mailbox() } catch { throw CommandFailure(error) }
    }

    /// Has the next line given to `deliver`, or the end; it says whether there was anybody to get it.
    ///
    /// The thread that reads begins with the first question, when whoever takes signals has them.
    @Sendable func ask(_ deliver: @escaping Deliver) {
        questions.post(deliver)
        let isFirst = isReading.withLock { isReading in
            defer { isReading = true }
            return !isReading
        }
        guard isFirst else { return }
        do { try detachThread { [self] in read() } } catch { refuse("nothing can be typed: \(error)") }
    }

    private func read() {
        var lines = Lines()
        while let asked = try? questions.take(or: nil, timeout: nil) {
            for deliver in asked { answer(deliver, &lines) }
        }
    }

    private func answer(_ deliver: (SessionMessage) -> Bool, _ lines: inout Lines) {
        while true {
            isOpen.withLock {
                $0 = true
                StandardError.write(prompt)
            }
            let line = lines.next()
            isOpen.withLock { $0 = false }
            guard let line else {
                // Where the prompt stands nothing was typed.
                if !prompt.isEmpty { StandardError.write("\n") }
                _ = deliver(.end)
                return
            }
            guard let text = String(validating: line, as: UTF8.self) else {
                refuse("'\(VisibleText.escaped(line))' is no UTF-8")
                continue
            }
            switch encoding.encoded(text) {
            case .failure(let failure):
                refuse("'\(VisibleText.escaped(String(failure.scalar)))' is not in \(encoding.rawValue)")
            case .success(let bytes):
                if !deliver(.bytes(bytes)) { refuse("nobody is there any more") }
                return
            }
        }
    }

    /// Has `show` write lines of its own, and the prompt come again below them where it was open, unless they are the last.
    func below(isLast: Bool = false, _ show: () throws -> Void) rethrows {
        try isOpen.withLock { isOpen in
            guard isOpen, !prompt.isEmpty, ByteFile.standardError.isTerminal else { return try show() }
            // What was typed so far is the system's, and not lost.
            StandardError.eraseLine(prompt.count)
            try show()
            isOpen = !isLast
            if !isLast { StandardError.write(prompt) }
        }
    }

    private func refuse(_ reason: String) { StandardError.write("not sent: \(reason)\n") }

    /// The lines of standard input without their ends; nil is its end.
    private struct Lines {
        private var bytes: [UInt8] = []
        private var hasEnded = false

        mutating func next() -> [UInt8]? {
            while true {
                if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { bytes.removeFirst(end + 1) }
                    return Array(bytes[..<end])
                }
                if bytes.count >= Console.longestLine || hasEnded && !bytes.isEmpty {
                    defer { bytes = [] }
                    return bytes
                }
                guard !hasEnded else { return nil }
                let count = try? ByteFile.standardInput.read(into: &bytes, limit: 4_096)
                hasEnded = (count ?? 0) == 0
            }
        }
    }
}
