package import Platform
package import Wire

/// A stub resolver that puts questions straight to DNS servers (RFC 1035, RFC 5452), many at once on one thread.
package struct DNSClient: Sendable {
    package let policy: DNSPolicy

    package init(_ policy: DNSPolicy) {
        self.policy = policy
    }

    /// What each of `questions` came to, in their order.
    ///
    /// - Throws: `Interruption` at a signal of `stop`, `SystemFailure`.
    package func ask(_ questions: [DNSQuestion], until stop: borrowing StopSignals? = nil) throws -> [DNSLookup] {
        var run = try DNSRun(questions, policy)
        var lookups: [DNSLookup] = []
        while let more = try run.next(until: stop) { lookups += more }
        return lookups
    }
}
