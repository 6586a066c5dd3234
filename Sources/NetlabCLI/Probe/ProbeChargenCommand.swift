internal import ArgumentParser
internal import Probing

/// `netlab probe chargen`: receives characters and holds them against the pattern.
struct ProbeChargenCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "chargen",
        abstract: "Receive generated characters, and hold them against their pattern.",
        discussion: """
            Receives what a character generator (RFC 864) sends, over UDP one datagram, and holds it against the pattern \
            of its lines: 72 of the 95 printing characters, each line beginning one character further on.

              netlab probe chargen 127.0.0.1:7019
              netlab probe chargen --size 100MiB 127.0.0.1:7019
            """
    )

    @Option(
        help: ArgumentHelp("How much is received of a stream (default: 7030).", valueName: "size"),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var size = 7_030

    @OptionGroup var options: ProbeOptions

    func probe() -> Probe { .chargen(size: Int64(size)) }
}
