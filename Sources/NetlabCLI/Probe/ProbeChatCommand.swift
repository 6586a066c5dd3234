internal import ArgumentParser
internal import Platform
internal import Probing
internal import Wire

/// `netlab probe chat`: talks with a server from this terminal.
struct ProbeChatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talk with a server, line by line.",
        discussion: """
            Sends each line of standard input, and shows what the server says on standard output as it comes. An empty \
            line ends the conversation, and so do the end of standard input and a server that leaves.

              netlab probe chat 127.0.0.1:5000
              netlab probe chat 127.0.0.1:5000 --turns --transcript chat.txt
              printf 'hola\\nadios\\n' | netlab probe chat --turns --no-newline 127.0.0.1:5000
            """
    )

    /// How long a server may greet before it is the client's turn.
    private static let opening = Duration.milliseconds(200)

    @Argument(help: ArgumentHelp("The server: HOST:PORT, [V6]:PORT or unix:PATH.", valueName: "target"))
    var target: String

    @Flag(help: "Speak in turns, after the server's greeting: what it answers comes before the next line.")
    var turns = false

    @Flag(help: "Send each line without its end, as servers that compare all that one recv brings need it.")
    var noNewline = false

    @OptionGroup var talk: TalkOptions

    @Option(
        help: ArgumentHelp(
            "How long to wait for a name, for the connection, and after the last line for the server (default: 5s).",
            valueName: "duration"
        ),
        transform: Value.duration
    )
    var timeout: Duration = .seconds(5)

    @Option(
        help: ArgumentHelp("Write every socket call to this file, a JSON object a line.", valueName: "file"),
        completion: .file()
    )
    var record: String?

    @Option(help: ArgumentHelp("Connect from this address.", valueName: "address"), transform: Value.source)
    var source: SocketAddress?

    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if timeout <= .zero { throw ValidationError("--timeout must be more than 0") }
    }

    func run() throws {
        let text = try TargetText(target, for: .chat)
        guard text.isSingle else { throw ValidationError("'\(target)' is more than one port to talk with") }
        var manner = Dialogue.Manner()
        manner.takesTurns = turns
        manner.endsLines = !noNewline
        manner.opening = turns ? Self.opening : .zero
        manner.timeout = timeout
        manner.source = source
        let conversing = Conversing(
            kind: "chat",
            target: text,
            manner: manner,
            family: family.family,
            talk: talk,
            record: record,
            format: output.chosen,
            style: output.style,
            needsLine: false
        )
        _ = try conversing.run()
    }
}
