internal import ArgumentParser
internal import Probing

/// `netlab probe echo`: measures how long what is sent takes to come back, and holds it against what was sent.
struct ProbeEchoCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Send what is to come back, and measure how long it takes.",
        discussion: """
            Sends requests to an echo server (RFC 862), numbered and on schedule, over one connection a target, and \
            holds every answer against its request: replied, altered, lost, duplicated, and how many came late or out \
            of order. With -i 0 the next request leaves when the answer is there.

            Without an option of measuring it sends the lines that are typed, or piped in, and shows each answer; an \
            empty line ends it.

              netlab probe echo 127.0.0.1
              netlab probe echo -c 1000 -i 1ms udp:127.0.0.1:7007
              netlab probe echo -c 5 --size 64KiB unix:/tmp/echo
            """
    )

    @Option(
        help: ArgumentHelp("Bytes of each request (default: 64).", valueName: "size"),
        transform: { try Value.size($0, in: 0...64 << 20) }
    )
    var size: Int?

    @Option(
        help: ArgumentHelp(
            "What fills a request behind its number, over and over (default: a to z).",
            valueName: "text"
        ),
        transform: {
            if $0.isEmpty { throw ValidationError("--pattern is empty") }
            return $0
        }
    )
    var pattern: String?

    @Option(help: ArgumentHelp("Send this text as it is, without a number.", valueName: "text"))
    var message: String?

    @Flag(inversion: .prefixedNo, help: "Hold every byte of an answer against its request.")
    var verify = true

    @OptionGroup var talk: TalkOptions
    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if message != nil, size != nil || pattern != nil {
            throw ValidationError("--message is all that is sent, and --size and --pattern make something else")
        }
        guard let message else { return }
        if message.isEmpty { throw ValidationError("the text to send is empty") }
        if !Value.isWhole(message) { throw ValidationError("the text to send is not valid UTF-8") }
    }

    func probe() -> Probe {
        var request = EchoRequest()
        if let size { request.size = size }
        if let pattern { request.pattern = Array(pattern.utf8) }
        request.message = message.map { Array($0.utf8) }
        request.verifies = verify
        return .echo(request)
    }

    func run() throws {
        let probe = probe()
        let measures = size != nil || pattern != nil || message != nil || !verify
        if let conversing = try options.conversation(probe, talk, measures: measures), try conversing.run() { return }
        try probe.run(options)
    }
}
