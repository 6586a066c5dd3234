internal import ArgumentParser
internal import Serving

/// `netlab serve time`: sends the seconds since 1900.
struct ServeTimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Send the time as four bytes (RFC 868).",
        discussion: """
            The seconds since 1900 in network byte order, to whoever connects; then it closes.

              netlab serve time 127.0.0.1:7037
            """
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .time, options: options, settings: options.settings()).run()
    }
}
