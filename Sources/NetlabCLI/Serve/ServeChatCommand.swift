internal import ArgumentParser
internal import Rendering
internal import Serving
internal import Wire

/// `netlab serve chat`: has clients talk with this terminal, or with each other.
struct ServeChatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talk with clients from this terminal, or have them talk with each other.",
        discussion: """
            What a client says is shown on standard output, what is typed on standard input goes to it: one client at \
            a time, the others wait. An empty line from either side ends the conversation, and so does the end of \
            standard input.

              netlab serve chat 127.0.0.1:5000 --turns --goodbye adios
              netlab serve chat 127.0.0.1:5000 --room
            """
    )

    @Flag(help: "Speak in turns, the client first.")
    var turns = false

    @Flag(help: "Have all clients talk with each other instead.")
    var room = false

    @Option(help: ArgumentHelp("A word that ends a conversation, besides an empty line.", valueName: "word"))
    var goodbye: String?

    @Option(help: ArgumentHelp("What each client is told first; empty for nothing.", valueName: "text"))
    var greeting: String?

    @OptionGroup var text: TextOptions
    @OptionGroup var options: ServeOptions

    func validate() throws {
        if turns && room { throw ValidationError("--turns is for one client at a time, --room for all") }
        if !room && (options.logging.daemon || options.listening.inetd) {
            throw ValidationError("chat needs a terminal, which --daemon and --inetd leave; --room needs none")
        }
        if options.model == .fork {
            throw ValidationError("with --model fork clients could reach neither this terminal nor each other")
        }
        _ = try manner()
    }

    func run() throws {
        let screen = ChatScreen(encoding: text.encoding, format: options.output.chosen, isRoom: room)
        var manner = try manner()
        manner.relayed = { [encoding = text.encoding] bytes in
            // What is visible is characters of the encoding and ASCII.
            (try? encoding.encoded(screen.visible(bytes)).get()) ?? []
        }
        if room {
            let service = Service.chat(in: ChatRoom(observe: screen.show), manner: manner)
            return try ServeRun(service: service, options: options, settings: options.settings(waitsForPeople: true))
                .run()
        }
        let console = try Console(encoding: text.encoding, prompt: turns ? "> " : "")
        let host = ChatHost(askTerminal: console.ask, observe: screen.show)
        let service = Service.chat(with: host, manner: manner)
        try ServeRun(service: service, options: options, settings: options.settings(waitsForPeople: true)).run()
    }

    private func manner() throws -> ChatManner {
        var manner = ChatManner()
        manner.takesTurns = turns
        manner.goodbye = try goodbye.map { try text.bytes(of: $0, for: "--goodbye") }
        let greeting = greeting ?? "Welcome. An empty line ends the conversation."
        manner.greeting = greeting.isEmpty ? nil : try text.bytes(of: greeting, for: "--greeting")
        return manner
    }
}
