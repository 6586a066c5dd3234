internal import Platform
internal import Rendering

/// One line on standard error that says how far work has come: on a terminal only, and after a second.
struct ProgressLine {
    private static let delay = Duration.seconds(1)

    private let began = ContinuousClock.now
    private let isTerminal = ByteFile.standardError.isTerminal
    private var shown = ""

    mutating func show(_ text: @autoclosure () -> String) {
        guard isTerminal, ContinuousClock.now - began > Self.delay else { return }
        let text = text()
        guard text != shown else { return }
        StandardError.overwrite(text.padded(to: shown.count))
        shown = text
    }

    mutating func clear() {
        guard !shown.isEmpty else { return }
        StandardError.overwrite("".padded(to: shown.count))
        StandardError.overwrite("")
        shown = ""
    }
}
