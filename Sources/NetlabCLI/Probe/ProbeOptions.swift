internal import ArgumentParser

/// What every kind of probe takes.
struct ProbeOptions: ParsableArguments {
    @OptionGroup var targets: TargetOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var socket: SocketOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions
}
