internal import ArgumentParser

/// The options of `netlab capture -i`: what is captured, and how.
struct LiveOptions: ParsableArguments {
    @Option(
        name: [.customShort("i", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Capture on this interface; any is all of them. May be given more than once.",
            valueName: "name"
        )
    )
    var interface: [String] = []

    @Option(
        name: [.customShort("s", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Capture so many bytes of each packet, 0 for all (default: the headers, or all with -w, --view packets or follow, or --delimiter).",
            valueName: "bytes"
        ),
        transform: { try $0 == "0" ? wholePacket : Value.size($0, in: 64...wholePacket) }
    )
    var snapLength: Int?

    @Option(
        name: [.customShort("B", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The kernel's buffer for packets that were not read yet, in KiB (default: 2048).",
            valueName: "KiB"
        ),
        // libpcap counts its bytes with 31 bits.
        transform: { try Value.count($0, in: 1...2_097_151) }
    )
    var bufferSize: Int?

    @Flag(help: "Show each packet as it comes, instead of a tenth of a second's packets at once.")
    var immediate = false

    @Flag(
        name: [.customShort("p"), .customLong("no-promiscuous")],
        help: "Leave out packets that are for other stations."
    )
    var noPromiscuous = false

    @Option(
        name: [.customShort("j", allowingJoined: true), .long],
        help: ArgumentHelp("Whose clock stamps the packets, by a name of pcap-tstamp(7).", valueName: "type")
    )
    var timeStampType: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("Stop after so long.", valueName: "duration"),
        transform: Value.duration
    )
    var duration: Duration?

    /// The most that libpcap captures of a packet.
    static let wholePacket = 262_144

    /// An option that only a live capture has, where one was given.
    var chosen: String? {
        if snapLength != nil { return "-s" }
        if bufferSize != nil { return "-B" }
        if immediate { return "--immediate" }
        if noPromiscuous { return "--no-promiscuous" }
        if timeStampType != nil { return "--time-stamp-type" }
        return duration == nil ? nil : "--for"
    }

    func validate() throws {
        if let twice = interface.indices.first(where: { interface[..<$0].contains(interface[$0]) }) {
            throw ValidationError("-i \(interface[twice]) is given twice")
        }
    }
}
