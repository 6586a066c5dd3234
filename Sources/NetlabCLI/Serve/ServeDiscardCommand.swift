internal import ArgumentParser
internal import Serving

/// `netlab serve discard`: throws away what comes.
struct ServeDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Throw away what comes (RFC 863).",
        discussion: """
              netlab serve discard 127.0.0.1:7009 --count 1
            """
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .discard, options: options, settings: options.settings()).run()
    }
}
