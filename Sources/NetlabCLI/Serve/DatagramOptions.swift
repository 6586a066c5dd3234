internal import ArgumentParser

/// How datagrams are answered.
struct DatagramOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "UDP answers a second that one source gets (default: 1000; 0: any number).",
            valueName: "number"
        ),
        transform: { try Value.count($0, in: 0...1_000_000_000) }
    )
    var answerLimit = 1_000

    @OptionGroup var faults: DatagramFaultOptions
}
