internal import ArgumentParser

struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Talk to an endpoint and say what came back.",
        subcommands: [ProbeRepeatCommand.self]
    )
}
