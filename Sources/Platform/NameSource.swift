package import Wire

/// A module of the Name Service Switch: what nsswitch.conf(5) names, asked by itself.
package struct NameSource: Sendable, Equatable {
    /// `files` is in `libnss_files.so.2`, or in the C library.
    package let name: String

    package init(_ name: String) { self.name = name }

    /// `enum nss_status` of nss.h, as far as nsswitch.conf(5) knows it.
    package enum Status: Sendable, Hashable, CaseIterable {
        case success, notFound, unavailable, tryAgain
    }

    /// What a module said.
    package struct Answer: Sendable, Equatable {
        package let status: Status
        /// The canonical name first, then its aliases, as far as the module tells them.
        package var names: [String] = []
        /// In the module's order; the ports are 0.
        package var addresses: [SocketAddress] = []
        /// How long the answer may be kept; nil where the module does not say.
        package var timeToLiveSeconds: Int?
        /// Why the status is not success, where more is known than the status.
        package var problem: Problem?

        package init(
            status: Status,
            names: [String] = [],
            addresses: [SocketAddress] = [],
            timeToLiveSeconds: Int? = nil,
            problem: Problem? = nil
        ) {
            self.status = status
            self.names = names
            self.addresses = addresses
            self.timeToLiveSeconds = timeToLiveSeconds
            self.problem = problem
        }
    }

    package enum Problem: Sendable, Equatable {
        /// There is no such library.
        case notInstalled(library: String)
        /// The module has no function for this.
        case cannotLookUp
        case failed(LookupFailure)
    }
}
