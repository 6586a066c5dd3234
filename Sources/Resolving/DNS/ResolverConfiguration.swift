package import Wire

/// What resolv.conf(5), LOCALDOMAIN and RES_OPTIONS tell the C library's resolver, by glibc's rules.
package struct ResolverConfiguration: Sendable, Equatable {
    /// In the order in which they are asked; never empty.
    package internal(set) var servers: [Sourced<SocketAddress>]

    /// The domains that names are completed with, in their order.
    package internal(set) var search: Sourced<[String]>

    /// In their order; of two that contradict each other the later counts.
    package internal(set) var options: [Sourced<Option>] = []

    /// What has no effect.
    package internal(set) var ignored: [Sourced<Ignored>] = []

    /// A value, and where it is from.
    package struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
        package let value: Value
        package let source: Source

        package init(_ value: Value, _ source: Source) {
            self.value = value
            self.source = source
        }
    }

    package enum Source: Sendable, Equatable {
        /// A line of resolv.conf, counted from 1.
        case line(Int)
        /// An environment variable.
        case environment(String)
        /// The domain of this host's name.
        case hostName
        /// What holds where nothing is said.
        case builtIn
    }

    /// `rotate`, or `ndots:2`.
    package struct Option: Sendable, Equatable {
        package let name: String
        /// As it counts: within the limit.
        package let value: Int?

        package init(_ name: String, _ value: Int? = nil) {
            self.name = name
            self.value = value
        }
    }

    package enum Ignored: Sendable, Equatable {
        /// No keyword of resolv.conf's: glibc passes over the line.
        case unknownKeyword(String)
        case missingValue(keyword: String)
        case notAnAddress(String)
        /// There are three before it.
        case serverBeyondLimit(SocketAddress)
        /// A later line, or LOCALDOMAIN, gives another list.
        case replacedSearch([String])
        case unknownOption(String)
        /// An option's number is larger than is allowed; the limit counts.
        case valueBeyondLimit(Option, given: Int)
        /// The order that gethostbyname(3) gives addresses in.
        case sortList(String)
    }

    package static let path = "/etc/resolv.conf"
    package static let maximumServers = 3
}

// MARK: The options' meaning

extension ResolverConfiguration {
    /// A name with at least so many dots is tried as it is first.
    package var dots: Int { number("ndots") ?? 1 }

    /// How long a server has to answer.
    package var timeout: Duration { .seconds(max(1, number("timeout") ?? 5)) }

    /// How often each server is asked.
    package var attempts: Int { max(1, number("attempts") ?? 2) }

    /// Whether lookups begin with different servers in turn.
    package var rotates: Bool { has("rotate") }
    package var usesTCP: Bool { has("use-vc") }

    package func has(_ option: String) -> Bool { options.contains { $0.value.name == option } }

    private func number(_ name: String) -> Int? { options.last { $0.value.name == name }?.value.value }
}
