internal import ArgumentParser
internal import Capturing
internal import Platform
internal import Wire

extension StreamOrder: ExpressibleByArgument {}

/// Which streams of a capture are shown, and in what order.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Show only this stream, by its number in the list of streams.", valueName: "number"),
        transform: { try Value.count($0, in: 0...Int.max) }
    )
    var stream: Int?

    @Option(help: ArgumentHelp("Show only streams that have this host at one of their ends.", valueName: "host"))
    var host: String?

    @Option(
        help: ArgumentHelp("Show only streams that have this port at one of their ends.", valueName: "port"),
        transform: { UInt16(try Value.count($0, in: 0...65_535)) }
    )
    var port: UInt16?

    @Option(
        help: ArgumentHelp(
            "How streams are sorted: trouble first, or by bytes, packets, duration or start.",
            valueName: "order"
        )
    )
    var sort: StreamOrder?

    @Option(
        help: ArgumentHelp(
            "Follow so many streams at a time: idle ones make room for new ones (default: 100000).",
            valueName: "number"
        ),
        transform: { try Value.count($0, in: 1...Int.max) }
    )
    var maxStreams: Int = 100_000

    /// Whether some streams are picked out.
    var isGiven: Bool { stream != nil || host != nil || port != nil }

    /// What is asked for; the addresses of a host that is named are looked up.
    func selection() throws -> StreamSelection {
        var hosts: [IPAddress]?
        if let host {
            do throws(LookupFailure) {
                if let address = IPAddress(host) {
                    hosts = [address]
                } else {
                    hosts = try NameService.addresses(of: host, service: "0").map(\.address)
                }
            } catch {
                throw CommandFailure(error)
            }
        }
        return StreamSelection(id: stream, hosts: hosts, port: port)
    }

    /// What no stream has, in words.
    var described: String {
        var parts: [String] = []
        if let stream { parts.append("number \(stream)") }
        if let host { parts.append("host \(host)") }
        if let port { parts.append("port \(port)") }
        return parts.joined(separator: " and ")
    }
}
