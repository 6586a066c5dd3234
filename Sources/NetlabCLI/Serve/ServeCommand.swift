internal import ArgumentParser

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Give clients a throwaway endpoint to talk to.",
        subcommands: [
            ServeEchoCommand.self, ServeDiscardCommand.self, ServeChargenCommand.self, ServeDaytimeCommand.self,
            ServeTimeCommand.self, ServeTimestampCommand.self, ServeRepeatCommand.self, ServeChatCommand.self,
            ServeDoctorCommand.self, ServeHTTPCommand.self, ServeAllCommand.self,
        ]
    )
}
