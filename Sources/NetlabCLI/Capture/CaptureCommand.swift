internal import ArgumentParser

/// `netlab capture`: what stands behind it without a subcommand's name goes to `traffic`.
struct CaptureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: abstract,
        subcommands: [TrafficCommand.self, LabCommand.self, InterfacesCommand.self],
        defaultSubcommand: TrafficCommand.self
    )

    fileprivate static let abstract = "Capture TCP streams and show how they were cut into segments and reads."
}

/// `netlab capture` as its help and the completions show it.
struct CaptureCommandAsShown: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: CaptureCommand.abstract,
        discussion: TrafficCommand.configuration.discussion,
        subcommands: [LabCommand.self, InterfacesCommand.self]
    )

    @OptionGroup var options: TrafficOptions

    @Argument(help: TrafficCommand.filterHelp)
    var filter: [String] = []
}
