internal import ArgumentParser
internal import Serving
internal import Wire

/// Where a server listens and what goes wrong there: `127.0.0.1:8001,delay=50ms,no-read`.
struct ServedEndpoint {
    /// The options of faults, each of which may stand behind an endpoint, without its dashes.
    private struct Options: ParsableArguments {
        @OptionGroup var streams: FaultOptions
        @OptionGroup var datagrams: DatagramFaultOptions
    }

    private static let ofStreams = [
        "rate", "chunk", "chunk-gap", "reset-after", "close-after", "half-close", "no-read", "refuse",
    ]
    private static let ofDatagrams = ["loss", "duplicate", "reorder", "truncate"]
    private static let names = ["delay"] + ofStreams + ofDatagrams

    let endpoint: Endpoint
    /// Instead of those of the run; nil where none are named.
    let faults: EndpointFaults?
    private let named: [String]

    init(_ text: String) throws {
        var place = text.split(separator: ",", omittingEmptySubsequences: false)
        var faults: [Substring] = []
        while place.count > 1, let last = place.last, Self.names.contains(Self.name(of: last)) {
            faults.insert(place.removeLast(), at: 0)
        }
        endpoint = try Endpoint(place.joined(separator: ","))
        // A path may have commas of its own.
        if case .internet = endpoint.place, place.count > 1, let last = place.last {
            throw ValidationError(
                "'\(Self.name(of: last))' in '\(text)' is no fault; there are \(Self.names.joined(separator: ", "))"
            )
        }
        named = faults.map(Self.name)
        guard !faults.isEmpty else {
            self.faults = nil
            return
        }
        do {
            let options = try Options.parse(faults.map { "--" + $0 })
            self.faults = EndpointFaults(options.streams.faults, options.datagrams.faults)
        } catch {
            let message = Options.message(for: error)
            throw ValidationError("'\(text)': \(message.prefix(1).lowercased() + message.dropFirst())")
        }
    }

    /// Throws where a fault would never be done, because only the other kind of transport has it.
    func check(_ transports: [Transport]) throws(CommandFailure) {
        let useless =
            (transports.contains(where: \.isStream) ? [] : Self.ofStreams)
            + (transports.allSatisfy(\.isStream) ? Self.ofDatagrams : [])
        guard let name = named.first(where: useless.contains) else { return }
        let wanted = Self.ofDatagrams.contains(name) ? "datagrams, as of udp:" : "streams, as of tcp:"
        throw CommandFailure(status: .usage, cause: "'\(name)' behind an endpoint is a fault of \(wanted)")
    }

    private static func name(of fault: Substring) -> String { String(fault.prefix { $0 != "=" }) }
}
