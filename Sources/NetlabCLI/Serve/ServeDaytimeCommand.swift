internal import ArgumentParser
internal import Serving

/// `netlab serve daytime`: sends the date and time.
struct ServeDaytimeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daytime",
        abstract: "Send the local date and time (RFC 867).",
        discussion: """
            One line as ctime(3) writes it, Thu Nov 20 23:20:11 2026, to whoever connects; then it closes.

              netlab serve daytime 127.0.0.1:7013 --greeting 'Good day'
            """
    )

    @Option(help: ArgumentHelp("Send this as a second line.", valueName: "text"))
    var greeting: String?

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .daytime(greeting: greeting), options: options, settings: options.settings()).run()
    }
}
