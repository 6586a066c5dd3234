package import Testing

/// Whether this user may have a network namespace of its own, as `netlab capture lab` needs it.
package enum Sandbox {
    package static var isAllowed: Bool {
        get async { await answer.value }
    }

    /// Asked of unshare(1), not of netlab: a netlab that wrongly says no must fail its tests.
    private static let answer = Task {
        for options in [["--net"], ["--user", "--map-root-user", "--net"]] {
            if let run = try? await Peer.unshare.run(options + ["true"]), run.status == 0 { return true }
        }
        return false
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where private namespaces are forbidden.
    package static var needsSandbox: Self {
        .enabled("this user may have no private network namespace here") { await Sandbox.isAllowed }
    }
}
