internal import ArgumentParser
internal import Serving

/// `netlab serve echo`: sends back what comes.
struct ServeEchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Send back what comes (RFC 862).",
        discussion: """
              netlab serve echo 127.0.0.1:7007 --for 1m
            """
    )

    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .echo, options: options, settings: options.settings()).run()
    }
}
