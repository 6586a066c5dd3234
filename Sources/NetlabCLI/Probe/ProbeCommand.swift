internal import ArgumentParser

/// `netlab probe`: what stands behind it without a kind's name goes to `connect`.
struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: abstract,
        subcommands: [ProbeConnectCommand.self] + others,
        defaultSubcommand: ProbeConnectCommand.self
    )

    fileprivate static let abstract = "Talk to an endpoint and say what came back."
    /// The kinds beside `connect`, which needs no name.
    fileprivate static let others: [any ParsableCommand.Type] = [
        ProbeEchoCommand.self, ProbeTimestampCommand.self, ProbeDaytimeCommand.self, ProbeTimeCommand.self,
        ProbeDiscardCommand.self, ProbeChargenCommand.self, ProbeUDPCommand.self, ProbeBannerCommand.self,
        ProbeHTTPCommand.self, ProbeRepeatCommand.self, ProbeChatCommand.self, ProbeExporterCommand.self,
    ]
}

/// `netlab probe` as its help and the completions show it.
struct ProbeCommandAsShown: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: ProbeCommand.abstract,
        discussion: ProbeConnectCommand.configuration.discussion,
        subcommands: ProbeCommand.others
    )

    @OptionGroup var racing: RaceOptions
    @OptionGroup var options: ProbeOptions
}
