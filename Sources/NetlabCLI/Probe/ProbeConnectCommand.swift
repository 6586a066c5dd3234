internal import ArgumentParser
internal import Probing

/// `netlab probe connect`: connects, says what came of it and how long it took, and closes.
struct ProbeConnectCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        abstract: "Connect, say what came of it and how long it took: what netlab probe does without a kind.",
        discussion: """
            Connects to every address of each target, in the order in which an application would try them, and closes. \
            Each has its own outcome: connected, refused, unreachable, reset or timedOut, and whose error it was stands \
            beside it. The status is 0 where all of them, or with --any one of each target, were connected.

              netlab probe example.com:443
              netlab probe localhost:80,443,8000-8010
              netlab probe -c 10 -i 200ms 127.0.0.1:22
              netlab probe --race example.com:443
              netlab probe --wait --for 30s db.internal:5432 && echo up
            """
    )

    @OptionGroup var racing: RaceOptions
    @OptionGroup var options: ProbeOptions

    func probe() -> Probe { .connect }

    func validate() throws {
        if racing.race { try RaceRun(options: options).validate() }
    }

    func run() throws {
        if racing.race { try RaceRun(options: options).run() } else { try Probe.connect.run(options) }
    }
}

/// How the addresses of a target are tried.
struct RaceOptions: ParsableArguments {
    @Flag(help: "Connect once, as RFC 8305 (Happy Eyeballs) has it, and say which address won and who waited for whom.")
    var race = false
}
