internal import ArgumentParser
internal import Serving

/// `netlab serve timestamp`: sends each message back with the time.
struct ServeTimestampCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timestamp",
        abstract: "Send each message back behind the date and time.",
        discussion: """
            A message is a line, or what a read leaves of one: a client need not send line ends. It comes back as \
            [Thu Nov 20 23:20:11 2026] data, with the line end that it came with, in local time.

              netlab serve timestamp 127.0.0.1:21567
            """
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .timestamp, options: options, settings: options.settings()).run()
    }
}
