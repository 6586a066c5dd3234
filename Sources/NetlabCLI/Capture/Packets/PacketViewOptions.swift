internal import ArgumentParser

/// What stands in front of a packet.
enum TimeStyle: String, ExpressibleByArgument, CaseIterable {
    case absolute, relative, delta, none
}

/// How `--view packets` shows a packet.
struct PacketViewOptions: ParsableArguments {
    @Flag(
        name: [.customShort("e"), .customLong("link-layer")],
        help: "With --view packets: show the link layer's addresses, VLANs and direction."
    )
    var linkLayer = false

    @Flag(
        name: [.customShort("X"), .customLong("payload")],
        help: "With --view packets: show the payload in hexadecimal and ASCII."
    )
    var payload = false

    @Flag(help: "With --view packets: show names in place of addresses and ports, where they are found soon.")
    var names = false

    @Option(
        help: ArgumentHelp(
            "With --view packets: the time of day in UTC, since the first packet, since the one before, or none"
                + " (default: absolute).",
            valueName: "style"
        )
    )
    var time: TimeStyle?

    /// The first of these options that was given.
    var given: String? {
        if linkLayer { return "--link-layer" }
        if payload { return "--payload" }
        if names { return "--names" }
        return time == nil ? nil : "--time"
    }
}
