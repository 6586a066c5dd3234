internal import ArgumentParser
internal import Probing

/// `netlab probe timestamp`: sends messages that come back behind the date and time.
struct ProbeTimestampCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "timestamp",
        abstract: "Send messages that come back behind the date and time.",
        discussion: """
            Sends a message a line, or a datagram, to a timestamp server and shows its answer, such as [Thu Nov 20 \
            23:20:11 2026] spam, how long it took, and how far the peer's clock is ahead or behind.

            Without an option of measuring it sends the lines that are typed, or piped in, and shows each answer; an \
            empty line ends it.

              netlab probe timestamp --message spam 127.0.0.1:7000
              netlab probe timestamp -c 3 udp:127.0.0.1:7000
            """
    )

    @Option(help: ArgumentHelp("The text to send (default: netlab and a number).", valueName: "text"))
    var message: String?

    @OptionGroup var talk: TalkOptions
    @OptionGroup var options: ProbeOptions

    func validate() throws {
        guard let message else { return }
        if message.isEmpty { throw ValidationError("the text to send is empty") }
        if !Value.isWhole(message) { throw ValidationError("the text to send is not valid UTF-8") }
        if message.contains(where: \.isNewline) { throw ValidationError("the text to send is more than one line") }
    }

    func probe() -> Probe { .timestamp(message: message.map { Array($0.utf8) }) }

    func run() throws {
        let probe = probe()
        if let conversing = try options.conversation(probe, talk, measures: message != nil), try conversing.run() {
            return
        }
        try probe.run(options)
    }
}
