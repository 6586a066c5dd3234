package import Wire

/// A kind of probe: what is asked over which transports, and who judges what comes back.
package struct Probe: Sendable {
    /// As it is typed, and as results call it.
    package let name: String
    /// The first is the one that is meant where none is named.
    package let transports: [Transport]
    /// The port that its RFC gives it.
    package let wellKnownPort: UInt16?
    /// Its targets are URLs, or what stands behind `http://` of one.
    package let takesLocations: Bool
    /// One connection carries a target's requests, which are told apart by their numbers; else each has its own.
    package let sharesConnection: Bool
    /// What it means that nothing came in time, where the peer is there.
    package let silence: @Sendable (Transport) -> Outcome
    /// Nil where the connection itself is all that is asked for.
    package let converse: (@Sendable (Transport) -> any Conversation)?

    package init(
        name: String,
        transports: [Transport] = [.tcp, .udp, .unix, .unixDatagram],
        wellKnownPort: UInt16? = nil,
        takesLocations: Bool = false,
        sharesConnection: Bool = false,
        silence: @escaping @Sendable (Transport) -> Outcome = { $0.isStream ? .timedOut : .lost },
        converse: (@Sendable (Transport) -> any Conversation)?
    ) {
        self.name = name
        self.transports = transports
        self.wellKnownPort = wellKnownPort
        self.takesLocations = takesLocations
        self.sharesConnection = sharesConnection
        self.silence = silence
        self.converse = converse
    }
}

extension Probe {
    /// Every kind, as it is without options of its own.
    package static let all: [Probe] = [
        .connect, .echo(), .discard(), .chargen(), .daytime, .time, .timestamp(), .udp(), .banner(), .http(),
    ]
}

/// Where a probe goes.
package struct Target: Sendable, Hashable {
    package let name: SocketName
    package let transport: Transport
    /// What of it is asked for, where the kind asks for something that has a URL.
    package let location: HTTPLocation?

    package init(_ name: SocketName, _ transport: Transport, _ location: HTTPLocation? = nil) {
        self.name = name
        self.transport = transport
        self.location = location
    }
}
