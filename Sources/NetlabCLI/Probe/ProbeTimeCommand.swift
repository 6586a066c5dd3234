internal import ArgumentParser
internal import Probing

/// `netlab probe time`: asks for the seconds since 1900.
struct ProbeTimeCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Ask for the time in seconds, and hold it against this clock.",
        discussion: """
            Asks a time server (RFC 868) for its four bytes and says by how much its clock is ahead or behind, and how far \
            either way that may be wrong: half the round trip and, as the protocol has whole seconds, half a second.

              netlab probe time 127.0.0.1:7037
              netlab probe time udp:127.0.0.1:7037
            """
    )

    @OptionGroup var options: ProbeOptions

    func probe() -> Probe { .time }
}
