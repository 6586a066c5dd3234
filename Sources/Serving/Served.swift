package import Platform
internal import SystemPackage
package import Wire

/// What a client sent and got.
package struct Served: Sendable, Equatable {
    /// Why a connection ended.
    package enum End: Sendable, Equatable {
        case fin
        case reset
        /// Nothing moved for as long as it may.
        case idle
        /// Beyond what one connection may carry, or an answer larger than any that is given.
        case limit
        /// Cut off because the server ends.
        case drain
        /// On purpose, as a fault.
        case fault
        case failed(SystemFailure)
        /// The process that served it ended, by this signal where there was one.
        case crashed(signal: Int?)

        package init(_ failure: SystemFailure) {
            // shutdown(2) of a connection that the client has reset says ENOTCONN.
            let resets: [Errno] = [.connectionReset, .brokenPipe, .socketNotConnected]
            self = resets.contains(failure.errno) ? .reset : .failed(failure)
        }

        /// As records and events name it.
        package var name: String {
            switch self {
            case .fin: "fin"
            case .reset: "reset"
            case .idle: "idle"
            case .limit: "limit"
            case .drain: "drain"
            case .fault: "fault"
            case .failed, .crashed: "error"
            }
        }
    }

    package var bytesReceived: Int64 = 0
    package var bytesSent: Int64 = 0
    /// Receive calls that brought bytes.
    package var reads = 0
    /// Send calls that took bytes.
    package var writes = 0
    package var durationNanoseconds: Int64 = 0
    package var end = End.fin
    package let client: Client.Ends

    package init(_ client: Client.Ends) {
        self.client = client
    }

    package var local: SocketName { client.local }
    package var remote: SocketName { client.remote }
}

extension Client {
    /// The two addresses of a connection.
    package struct Ends: Sendable, Equatable {
        package let local: SocketName
        package let remote: SocketName

        package init(local: SocketName, remote: SocketName) {
            self.local = local
            self.remote = remote
        }
    }
}
