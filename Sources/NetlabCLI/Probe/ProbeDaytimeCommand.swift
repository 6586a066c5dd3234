internal import ArgumentParser
internal import Probing

/// `netlab probe daytime`: asks for the date and time as text.
struct ProbeDaytimeCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "daytime",
        abstract: "Ask for the date and time as text, and hold it against this clock.",
        discussion: """
            Asks a daytime server (RFC 867) and shows what it says. Text in the form of ctime, such as Thu Nov 20 \
            23:20:11 2026, is read in this host's time zone: by how much the peer's clock is ahead or behind, and how far \
            either way that may be wrong.

              netlab probe daytime 127.0.0.1:7013
              netlab probe daytime udp:127.0.0.1:7013
            """
    )

    @OptionGroup var options: ProbeOptions

    func probe() -> Probe { .daytime }
}
