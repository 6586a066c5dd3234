package import Wire

/// Whom questions are put to, how, and for how long.
package struct DNSPolicy: Sendable, Equatable {
    /// Where DNS servers listen.
    package static let port: UInt16 = 53

    /// In the order in which they are asked.
    package var servers: [SocketAddress]

    /// How long a server has to answer a query.
    package var timeout: Duration

    /// How often each server is asked that does not answer.
    package var attempts: Int

    /// How long one question may take in all; nil is as long as the attempts do.
    package var limit: Duration?

    /// Whether questions begin with different servers in turn.
    package var rotates = false

    /// What is asked over TCP only; otherwise that is for answers which do not fit a datagram.
    package var usesTCP = false

    /// What the query says of its asker; nil sends none.
    ///
    /// A server that does not know EDNS, or does not answer, is asked again without it.
    package var edns: EDNS? = EDNS()

    /// Whether another server is asked behind one that has no records to give, no authority and no recursion.
    package var passesOverLameServers = false

    /// How many questions are under way at once at most.
    package var concurrency = 1

    package init(servers: [SocketAddress], timeout: Duration = .seconds(5), attempts: Int = 2) {
        self.servers = servers
        self.timeout = timeout
        self.attempts = attempts
    }

    /// As the system's resolver does it.
    package init(_ configuration: ResolverConfiguration) {
        self.init(
            servers: configuration.servers.map(\.value),
            timeout: configuration.timeout,
            attempts: configuration.attempts
        )
        rotates = configuration.rotates
        usesTCP = configuration.usesTCP
        edns = configuration.has("edns0") ? EDNS() : nil
        passesOverLameServers = true
    }

    /// How often a server is asked that does not answer: once without EDNS at least.
    package var rounds: Int { edns == nil ? attempts : max(2, attempts) }
}
