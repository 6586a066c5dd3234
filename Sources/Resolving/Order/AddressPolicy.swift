package import Wire

/// The tables that the order of addresses depends on: what glibc reads from gai.conf(5), or has built in.
package struct AddressPolicy: Sendable, Equatable {
    package var labels: PolicyTable
    package var precedences: PolicyTable
    /// Scopes of IPv4 addresses; those of IPv6 are in the address.
    package var scopes: PolicyTable

    /// RFC 6724 §2.1.
    package static let standard = AddressPolicy(
        labels: PolicyTable(
            [
                Row("::1", 128, 0), Row("::ffff:0:0", 96, 4), Row("2002::", 16, 2), Row("2001::", 32, 5),
                Row("fc00::", 7, 13), Row("::", 96, 3), Row("fec0::", 10, 11), Row("3ffe::", 16, 12),
            ],
            otherwise: 1
        ),
        precedences: PolicyTable(
            [
                Row("::1", 128, 50), Row("::ffff:0:0", 96, 35), Row("2002::", 16, 30), Row("2001::", 32, 5),
                Row("fc00::", 7, 3), Row("::", 96, 1), Row("fec0::", 10, 1), Row("3ffe::", 16, 1),
            ],
            otherwise: 40
        ),
        scopes: standardScopes
    )

    /// What glibc has built in: RFC 3484's tables with labels for local and Teredo addresses, which have no precedence of their own.
    package static let glibc = AddressPolicy(
        labels: PolicyTable(
            [
                Row("::1", 128, 0), Row("2002::", 16, 2), Row("::", 96, 3), Row("::ffff:0:0", 96, 4),
                Row("fec0::", 10, 5), Row("fc00::", 7, 6), Row("2001::", 32, 7),
            ],
            otherwise: 1
        ),
        precedences: PolicyTable(
            [Row("::1", 128, 50), Row("2002::", 16, 30), Row("::", 96, 20), Row("::ffff:0:0", 96, 10)],
            otherwise: 40
        ),
        scopes: standardScopes
    )

    /// RFC 6724 §3.2: what an interface gave itself and what stays on the host is link-local, private addresses are global.
    private static let standardScopes = PolicyTable(
        [Row("169.254.0.0", 112, Scope.linkLocal), Row("127.0.0.0", 104, Scope.linkLocal)],
        otherwise: Scope.global
    )

    private typealias Row = PolicyTable.Row

    /// How far the address is valid, as a multicast address would say it (RFC 4291 §2.7).
    package func scope(of address: IPAddress) -> Int {
        switch address {
        case .v4:
            return scopes.value(of: address)
        case .v6(let value):
            let first = UInt16(truncatingIfNeeded: value.high >> 48)
            if first >> 8 == 0xff { return Int(first & 0xf) }
            if first & 0xffc0 == 0xfe80 || value.bits == 1 { return Scope.linkLocal }
            return first & 0xffc0 == 0xfec0 ? Scope.siteLocal : Scope.global
        }
    }

    /// The scopes that unicast addresses have.
    package enum Scope {
        package static let linkLocal = 2
        package static let siteLocal = 5
        package static let global = 14
    }
}
