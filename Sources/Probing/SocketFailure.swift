package import Platform
package import SystemPackage
package import Wire

/// A call on a probe's socket that failed, and whose error that is.
package struct SocketFailure: Error, Sendable, Equatable {
    package let call: SystemFailure
    /// The message of the network that the kernel was told by.
    package let message: ICMPError?
    /// Nil where the call's own words say all there is to say.
    package let cause: Cause?

    /// Who or what had the call fail: a closed list, of which all from `noRoute` on are this host's own.
    package enum Cause: String, Sendable, CaseIterable {
        /// The target itself says that nobody listens.
        case nobodyListens
        /// A host on the way, or the target, sent an ICMP message.
        case networkMessage
        /// This host sent it to itself: a filter, or an address that nobody on the link answers to.
        case ownMessage
        case noRoute
        /// A route of the type blackhole.
        case blackholeRoute
        /// A route of the type prohibit.
        case prohibitRoute
        case localFilter
        /// The address stands for many hosts, and a connection has one.
        case groupAddress
        /// The address says nothing without an interface: it is link-local, or stands for all on a link.
        case interfaceMissing
        /// The source address is not this host's.
        case sourceNotHere
        case sourcePortTaken
        /// The source address is one of loopback, and the target is elsewhere.
        case sourceIsLoopback
        /// All ports that the kernel may pick are taken.
        case noFreePort
        /// This process, or the system, has no descriptor left.
        case noDescriptor
    }

    /// `local` is what the socket has been bound to, or was to be.
    package init(
        _ call: SystemFailure,
        _ message: ICMPError? = nil,
        to target: Target,
        from local: SocketAddress? = nil
    ) {
        self.call = call
        self.message = message
        cause = Cause(call, message, target, local)
    }

    /// With what the kernel has kept for the socket.
    init(_ call: SystemFailure, on socket: NonblockingSocket, to target: Target) {
        self.init(call, socket.icmpError(), to: target, from: socket.local?.internet)
    }

    /// What it makes of the exchange.
    package var outcome: Outcome {
        switch cause {
        case .nobodyListens: .refused
        case .networkMessage, .ownMessage, .noRoute, .blackholeRoute, .prohibitRoute, .localFilter, .groupAddress:
            .unreachable
        case .interfaceMissing, .sourceNotHere, .sourcePortTaken, .sourceIsLoopback, .noFreePort, .noDescriptor:
            .systemFailure
        case nil: Outcome(call)
        }
    }

    package var errno: Errno { call.errno }
    package var errnoName: String { call.errnoName }
}

extension SocketFailure.Cause {
    fileprivate init?(_ failure: SystemFailure, _ message: ICMPError?, _ target: Target, _ local: SocketAddress?) {
        switch failure.errno {
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
            self = .noDescriptor
            return
        default: break
        }
        guard let remote = target.name.internet else { return nil }
        if let message {
            self.init(message, remote, isStream: target.transport.isStream, local)
            return
        }
        switch (failure.call, failure.errno) {
        case (_, .connectionRefused): self = .nobodyListens
        case ("bind", .addressNotAvailable): self = .sourceNotHere
        case ("bind", .addressInUse): self = local?.port == 0 ? .noFreePort : .sourcePortTaken
        case ("bind", .invalidArgument) where local?.lacksInterface == true: self = .interfaceMissing
        // A socket for datagrams has EAGAIN in the place of the first.
        case ("connect", .addressNotAvailable), ("connect", .wouldBlock): self = .noFreePort
        case ("connect", .invalidArgument):
            let leavesLoopback = local?.address.isLoopback == true && !remote.address.isLoopback
            self = remote.lacksInterface ? .interfaceMissing : leavesLoopback ? .sourceIsLoopback : .blackholeRoute
        case ("connect", .networkUnreachable), ("connect", .noRouteToHost):
            guard NonblockingSocket.isGroup(remote) else {
                self = .noRoute
                return
            }
            self = target.transport.isStream ? .groupAddress : .interfaceMissing
        case ("send", .networkUnreachable), ("send", .noRouteToHost): self = .noRoute
        case ("connect", .permissionDenied), ("send", .permissionDenied): self = .prohibitRoute
        case ("connect", .notPermitted), ("send", .notPermitted): self = .localFilter
        default: return nil
        }
    }

    /// Who says that nobody listens is believed only where it is the target, and where the protocol has no other word for it: TCP
    /// resets, so that such a message is a filter's.
    private init(_ message: ICMPError, _ remote: SocketAddress, isStream: Bool, _ local: SocketAddress?) {
        let sender = message.sender
        let target = remote.address.unmapped ?? remote.address
        let isFromTarget = sender == target || [.any4, .any6].contains(target) && sender?.isLoopback == true
        let own = local.map { $0.address.unmapped ?? $0.address }
        self =
            if isFromTarget, !isStream, message.isPortUnreachable {
                .nobodyListens
            } else if !isFromTarget, sender != nil, sender == own {
                .ownMessage
            } else {
                .networkMessage
            }
    }
}

extension SocketAddress {
    /// Whether it is good on one link only, and does not say on which.
    fileprivate var lacksInterface: Bool {
        guard case .v6 = address, scope == 0 else { return false }
        return [.linkLocal, .multicast].contains(AddressScope(address))
    }
}
