internal import ArgumentParser
internal import Serving

/// `netlab serve chargen`: sends lines of characters without end.
struct ServeChargenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chargen",
        abstract: "Send lines of all printing characters (RFC 864).",
        discussion: """
            Lines of 72 characters, each a character further on, until the client leaves, whatever it sends; or one line for \
            a datagram.

              netlab serve chargen 127.0.0.1:7019 --for 1m
            """
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .chargen, options: options, settings: options.settings()).run()
    }
}
