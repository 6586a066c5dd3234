package import Platform
internal import SystemPackage
package import Wire

/// Reads what one recv brings, sends it back many times over, and closes: a large message whose delivery can be watched.
package struct RepeatService: Sendable, Equatable {
    /// How many copies of what was read are sent.
    package var times: Int
    /// Bytes handed to the recv that takes the request.
    package var receiveSize: Int
    /// Bytes handed to each send; nil sends all in one, as far as `largestWrite` allows.
    package var writeSize: Int?
    package var writeGap: Duration
    /// The largest answer that is given.
    package var maxBytes: Int64
    package var options: [SocketOption]

    /// No send is larger: memory stays bounded whatever the answer's size.
    package static let largestWrite = 4 << 20
    /// How long a client may take to close after it has had everything.
    private static let closingTime = Duration.seconds(5)

    package init(
        times: Int,
        receiveSize: Int,
        writeSize: Int? = nil,
        writeGap: Duration = .zero,
        maxBytes: Int64,
        options: [SocketOption] = []
    ) {
        self.times = times
        self.receiveSize = receiveSize
        self.writeSize = writeSize
        self.writeGap = writeGap
        self.maxBytes = maxBytes
        self.options = options
    }

    /// Serves one client to its end.
    ///
    /// `beforeSending` is called with the size of the answer once the request is there.
    package func serve(_ socket: consuming StreamSocket, beforeSending: (Int64) -> Void = { _ in }) -> Served {
        var served = Served(local: socket.local, remote: socket.remote)
        do throws(SystemFailure) {
            for option in options { try socket.setOption(option) }
            served.end = try answer(&socket, &served, beforeSending)
        } catch {
            served.end = .failed(error)
        }
        socket.close(reason: served.end.name)
        return served
    }

    private func answer(
        _ socket: inout StreamSocket,
        _ served: inout Served,
        _ beforeSending: (Int64) -> Void
    ) throws(SystemFailure) -> Served.End {
        var request = [UInt8](repeating: 0, count: receiveSize)
        let count = try socket.receive(into: &request)
        served.bytesReceived = Int64(count)
        guard count > 0 else { return .fin }
        request.removeLast(request.count - count)

        let (total, overflow) = Int64(count).multipliedReportingOverflow(by: Int64(times))
        guard !overflow, total <= maxBytes else { return .answerTooLarge }
        beforeSending(total)
        try send(request, total: total, on: &socket, &served)

        // Closing with unread data would reset the connection and take the answer's end from the client.
        try socket.setOption(.receiveTimeout(Self.closingTime))
        try socket.shutdownSending()
        let deadline = ContinuousClock.now + Self.closingTime
        while try socket.receive(into: &request) > 0 && ContinuousClock.now < deadline {}
        return .fin
    }

    /// Sends `request` over and over until `total` bytes have left, in writes that need not end with a copy.
    private func send(
        _ request: [UInt8],
        total: Int64,
        on socket: inout StreamSocket,
        _ served: inout Served
    ) throws(SystemFailure) {
        let writeSize = Int(min(Int64(min(writeSize ?? .max, Self.largestWrite)), total))
        // Long enough for a whole write to begin anywhere in a copy.
        let copies = (writeSize + request.count - 1) / request.count + 1
        let pattern = Array(repeatElement(request, count: copies).joined())

        while served.bytesSent < total {
            if served.bytesSent > 0 { Clock.sleep(for: writeGap) }
            let start = Int(served.bytesSent % Int64(request.count))
            let size = Int(min(Int64(writeSize), total - served.bytesSent))
            served.bytesSent += Int64(try socket.send(pattern.span.extracting(start..<start + size)))
            served.writes += 1
        }
    }
}

/// What a client asked for and got.
package struct Served: Sendable, Equatable {
    package enum End: Sendable, Equatable {
        case fin
        case answerTooLarge
        case failed(SystemFailure)

        /// As records and events name it.
        package var name: String {
            switch self {
            case .fin: "fin"
            case .answerTooLarge: "limit"
            case .failed(let failure) where failure.errno == .connectionReset || failure.errno == .brokenPipe: "reset"
            case .failed: "error"
            }
        }
    }

    package let local: SocketAddress
    package let remote: SocketAddress
    package var bytesReceived: Int64 = 0
    package var bytesSent: Int64 = 0
    package var writes = 0
    package var end = End.fin
}
