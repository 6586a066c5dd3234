internal import ArgumentParser
internal import Probing

/// `netlab probe udp`: sends a datagram, and tells reply, refusal and silence apart.
struct ProbeUDPCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "udp",
        abstract: "Send a datagram, and say whether something comes back, nobody is there, or nothing is said.",
        discussion: """
            Sends one datagram to a UDP port, or a unix-dgram path, and waits: replied, with what came; refused, where \
            the host says that nobody listens; or silent, which does not tell whether the port is open. Most servers \
            answer only what they understand: a port 53 gets a query of the DNS and a port 123 one of NTP, others an \
            empty datagram, where nothing else is asked for.

              netlab probe udp 127.0.0.1:53
              netlab probe udp --query dns 127.0.0.1:5353
              netlab probe udp --send 'ping\\n' 127.0.0.1:9000
            """
    )

    enum Payload: String, ExpressibleByArgument, CaseIterable {
        case dns, ntp
    }

    @OptionGroup var payload: PayloadOptions

    @Option(name: .customLong("query"), help: "Send what such a server understands; the port is its own by default.")
    var ready: Payload?

    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if ready != nil, payload.bytes != nil {
            throw ValidationError("--query is all that is sent, and --send and --send-hex say something else")
        }
        if payload.bytes?.count ?? 0 > 65_507 {
            throw ValidationError("a datagram holds 65,507 bytes, and there are more to send")
        }
    }

    func probe() -> Probe {
        let chosen: DatagramPayload =
            switch ready {
            case .dns: .dns
            case .ntp: .ntp
            case nil: payload.bytes.map { .bytes($0) } ?? .suited
            }
        return .udp(chosen)
    }
}
