internal import ArgumentParser
internal import Probing

/// `netlab probe discard`: measures how fast a server reads.
struct ProbeDiscardCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Send what nobody wants, and measure how fast it is read.",
        discussion: """
            Sends bytes to a discard server (RFC 863), ends its side of the connection and waits for the server to have \
            read them all and closed. Anything that comes back breaks the protocol.

              netlab probe discard 127.0.0.1:7009
              netlab probe discard --size 1GiB --timeout 60s 127.0.0.1:7009
            """
    )

    @Option(
        help: ArgumentHelp("How much is sent (default: 1MiB).", valueName: "size"),
        transform: { try Value.size($0, in: 1...Int.max) }
    )
    var size = 1 << 20

    @OptionGroup var options: ProbeOptions

    func probe() -> Probe { .discard(size: Int64(size)) }
}
