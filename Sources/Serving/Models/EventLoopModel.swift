internal import NIOCore
internal import NIOPosix
internal import Platform
internal import Synchronization
internal import SystemPackage

/// A few threads that serve all clients, each of them as many as are ready, with NIO's event loops.
final class EventLoopModel: ServingModel {
    /// An event loop opens an epoll set, an eventfd and a timerfd.
    private static let descriptorsPerLoop = 3

    /// All processors but one, which is left to whoever accepts and, on loopback, to the clients.
    private static let loopCount = max(1, System.coreCount - 1)
    /// Begun once and kept: a process has as many threads as it has processors for, whatever its servers.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: loopCount)

    private let conditions: Conditions
    private let connections = Connections()

    /// The channels that are open, by their connection's number.
    private final class Connections: Sendable {
        let channels = Mutex<[Int: any Channel]>([:])
    }

    init(_ conditions: Conditions) {
        self.conditions = conditions
    }

    func start() throws(SystemFailure) {
        // NIO ends the process where it cannot open them.
        guard DescriptorLimit.hasRoom(for: Self.descriptorsPerLoop * Self.loopCount) else {
            throw SystemFailure("epoll_create1", .tooManyOpenFiles)
        }
        _ = Self.group
    }

    func take(_ accepted: Listener.Accepted) throws(SystemFailure) {
        for option in conditions.options(for: accepted) { try accepted.setOption(option) }
        let connection = accepted.connection
        let ending = Ending(connection, conditions, connections)
        let largest = min(conditions.service.receiveSize, ExchangeHandler.largestPiece)
        ClientBootstrap(group: Self.group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 0)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: min(2048, largest),
                    initial: min(2048, largest),
                    maximum: largest
                )
            )
            // So that a channel is writable while nothing that was said waits in it.
            .channelOption(.writeBufferWaterMark, value: ChannelOptions.Types.WriteBufferWaterMark(low: 1, high: 1))
            .channelInitializer { [conditions, connections] channel in
                connections.channels.withLock { $0[connection] = channel }
                let exchange = conditions.exchange(with: accepted) { message in
                    // Later, and never within another client's event: what that sets off may come back to who spoke.
                    channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(message) }
                }
                guard let exchange else { return channel.close() }
                let handler = ExchangeHandler(exchange, with: accepted, observe: ending.progress) { ending.tell($0) }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .withConnectedSocket(accepted.handOver())
            .whenFailure { _ in ending.tell(Served(Client.Ends(local: accepted.local, remote: accepted.remote))) }
    }

    func cut() {
        let open = connections.channels.withLock { Array($0.values) }
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ExchangeHandler.Cut()) }
    }

    /// Tells the server that a connection is over, once.
    private final class Ending: Sendable {
        private let connection: Int
        private let conditions: Conditions
        private let connections: Connections
        private let isTold = Mutex(false)

        init(_ connection: Int, _ conditions: Conditions, _ connections: Connections) {
            self.connection = connection
            self.conditions = conditions
            self.connections = connections
        }

        /// Where every read and write is to be told.
        var progress: (@Sendable (Server.Event.Progress) -> Void)? {
            guard conditions.settings.isVerbose else { return nil }
            return { [connection, observer = conditions.observer] in observer(.progress(connection: connection, $0)) }
        }

        func tell(_ served: Served) {
            let wasTold = isTold.withLock { isTold in
                defer { isTold = true }
                return isTold
            }
            guard !wasTold else { return }
            connections.channels.withLock { $0[connection] = nil }
            conditions.ended.post(Conditions.Ended(connection: connection, served: served))
        }
    }
}
