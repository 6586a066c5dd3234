internal import ArgumentParser

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Give clients a throwaway endpoint to talk to.",
        subcommands: [ServeEchoCommand.self, ServeRepeatCommand.self, ServeAllCommand.self]
    )
}
