package import Platform
package import Wire

/// A stub resolver that puts questions straight to DNS servers (RFC 1035, RFC 5452), many at once on one thread.
package struct DNSClient: Sendable {
    package let policy: DNSPolicy

    package init(_ policy: DNSPolicy) {
        self.policy = policy
    }

    /// What each of `questions` came to, in their order.
    package func ask(_ questions: [DNSQuestion]) throws(SystemFailure) -> [DNSLookup] {
        var run = try DNSRun(questions, policy)
        var lookups: [DNSLookup] = []
        while let more = try run.next() { lookups += more }
        return lookups
    }
}
