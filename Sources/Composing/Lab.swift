internal import Capturing
internal import Pcap
internal import Platform
internal import Probing
internal import Serving
internal import Streams
internal import SystemPackage
internal import Wire

/// The experiment: a sandbox, a capture, a server and a client in one process, and the join of what each of them saw.
package struct Lab: ~Copyable {
    /// In a private namespace every port is free.
    private static let port: UInt16 = 2000
    /// Enough for all headers, where the payload is not to be saved.
    private static let headerBytes = 128
    /// How long the kernel may hold packets back.
    private static let hold = Duration.milliseconds(10)
    /// How long after both ends are done the last packets may still come.
    private static let grace = Duration.seconds(2)
    /// An end that hears nothing for so long gives up.
    private static let timeout = Duration.seconds(3600)

    private let request: LabRequest
    private let listener: Listener
    private var source: LiveSource
    private var writer: CaptureWriter?

    private init(
        _ request: LabRequest,
        listener: Listener,
        source: consuming LiveSource,
        writer: consuming CaptureWriter?
    ) {
        self.request = request
        self.listener = listener
        self.source = source
        self.writer = writer
    }

    /// Enters the sandbox and sets everything up in it, the capture last: it holds all packets from the first on.
    ///
    /// The process must have one thread.
    package static func prepare(_ request: LabRequest) throws(LabError) -> Lab {
        let interfaces = CaptureInterfaces()
        // Opened before the sandbox, which may change who this process is to the file system.
        var writer: CaptureWriter?
        if let path = request.savePath {
            writer = try wrapping(LabError.capturing) { () throws(CapturingError) in
                try CaptureWriter(SaveRequest(path: path), interfaces: interfaces)
            }
        }
        try wrapping(LabError.noSandbox) { () throws(SystemFailure) in _ = try NetworkSandbox.enter() }
        try wrapping(LabError.cannotConfigure) { () throws(SystemFailure) in
            try Interface.loopback.setMTU(request.mtu)
            try Interface.loopback.setOffload(request.offload)
        }
        let listener = try wrapping(LabError.system) { () throws(SystemFailure) in
            let address: IPAddress = request.version == .ipv4 ? .loopback4 : .loopback6
            return try Listener(on: SocketAddress(address: address, port: port))
        }
        let source = try wrapping(LabError.capturing) { () throws(CapturingError) in
            try LiveSource(
                [captureSettings(request)],
                interfaces: interfaces,
                settings: LiveSource.Settings(patience: hold)
            )
        }
        try wrapping(LabError.capturing) { () throws(CapturingError) in try writer?.begin() }
        return Lab(request, listener: listener, source: source, writer: writer)
    }

    /// Runs the experiment to its end.
    ///
    /// `onProgress` hears the bytes captured so far, at intervals.
    package consuming func run(onProgress: (Int64) -> Void = { _ in }) throws(LabError) -> LabReport {
        let serverCalls = MemoryRecorder()
        let clientCalls = MemoryRecorder()
        let server = try wrapping(LabError.system) { () throws(SystemFailure) in try startServer(serverCalls) }
        let client = try wrapping(LabError.system) { () throws(SystemFailure) in try startClient(clientCalls) }

        var session = CaptureSession(keeping: .all, writer: writer.take())
        let ends: Ends
        do {
            ends = try capture(&session, of: server, client, onProgress)
            try session.finish(source.interfaceStatistics)
        } catch {
            throw .capturing(error)
        }
        let served = try wrapping(LabError.system) { () throws(SystemFailure) in try ends.server.get() }
        let records = [
            CallRecord(header: Self.header("netlab serve repeat"), calls: serverCalls.recorded),
            CallRecord(header: Self.header("netlab probe repeat"), calls: clientCalls.recorded),
        ]
        let statistics = source.statistics
        let capture = CaptureReport(
            session,
            from: .lab,
            statistics: (statistics?.droppedByKernel, statistics?.droppedByInterface),
            records: records,
            warnings: ends.areCaptured ? [] : [.endNotCaptured]
        )
        return LabReport(
            capture: capture,
            client: ends.client,
            server: served,
            records: records,
            settings: LabReport.Settings(
                mtu: request.mtu,
                offload: request.offload,
                congestionControl: Process.kernelSetting("net/ipv4/tcp_congestion_control"),
                receiveBuffers: Process.kernelSetting("net/ipv4/tcp_rmem"),
                sendBuffers: Process.kernelSetting("net/ipv4/tcp_wmem")
            )
        )
    }

    /// What both ends came to, and whether the connection's last packet was captured.
    private struct Ends {
        let server: Result<Served, SystemFailure>
        let client: RepeatReport
        let areCaptured: Bool
    }

    /// Reads packets until both ends are done and the connection's last packet has been seen, or had time enough to come.
    private mutating func capture(
        _ session: inout CaptureSession,
        of server: ServerWorker,
        _ client: ClientWorker,
        _ onProgress: (Int64) -> Void
    ) throws(CapturingError) -> Ends {
        var deadline: ContinuousClock.Instant?
        while true {
            // Asked before the packets are: those of ends that are done are in the ring.
            let finished = (server.finished, client.finished)
            let state = try source.next { frame, bytes throws(CapturingError) in
                try session.take(frame, bytes)
                return true
            }
            guard case .idle = state else { continue }
            onProgress(session.table.streams.first?.serverToClient.uniqueBytes ?? 0)
            if let failure = finished.1?.failures.first { throw .system(failure.failure.call) }
            guard let served = finished.0, let report = finished.1 else { continue }
            let isOver = session.table.streams.first?.isOver ?? false
            let end = deadline ?? .now + Self.grace
            if isOver || ContinuousClock.now >= end {
                return Ends(server: served, client: report, areCaptured: isOver)
            }
            deadline = end
        }
    }

    private typealias ServerWorker = Worker<Result<Served, SystemFailure>>
    private typealias ClientWorker = Worker<RepeatReport>

    private func startServer(_ recorder: MemoryRecorder) throws(SystemFailure) -> ServerWorker {
        var service = Service.repeating(
            times: request.times,
            receiveSize: max(1_000_000, request.message.count),
            maxBytes: LabRequest.maxBytes,
            largestReply: 4 << 20
        )
        service.writeSize = request.writeSize
        service.writeGap = request.writeGap
        service.options = (request.noDelay ? [.noDelay] : []) + (request.sendBuffer.map { [.sendBuffer($0)] } ?? [])
        return try Worker.start { [listener, service] in
            Result { () throws(SystemFailure) in
                PlainConnection.serve(try listener.accept(connection: 1), service, recorder: recorder)
            }
        }
    }

    private func startClient(_ recorder: MemoryRecorder) throws(SystemFailure) -> ClientWorker {
        let probe = RepeatProbe(
            message: request.message,
            receiveSize: request.receiveSize,
            readDelay: request.readDelay,
            timeout: Self.timeout,
            maxBytes: LabRequest.maxBytes,
            options: (request.noDelay ? [.noDelay] : []) + (request.receiveBuffer.map { [.receiveBuffer($0)] } ?? [])
        )
        let address = listener.address
        return try Worker.start { probe.run([address], recorder: recorder) }
    }

    /// A ring that holds the whole experiment where that is reasonable; it is read meanwhile.
    private static func captureSettings(_ request: LabRequest) -> LiveCapture.Settings {
        let segments = request.bytes / Int64(request.mtu - 100) + request.bytes / Int64(request.writeSize ?? .max)
        // A packet costs some 80 bytes of the ring beside its own, and nearly each may be acknowledged by another.
        let perSegment = 2 * (80 + Int64(headerBytes)) + (request.savePath == nil ? 0 : Int64(request.mtu))
        let bytes = min(max(16 << 20, segments * perSegment), 512 << 20)
        return LiveCapture.Settings(
            interface: Interface.loopback.name,
            snapLength: request.savePath == nil ? headerBytes : 262_144,
            ringBytes: Int(bytes),
            holdMilliseconds: Int(hold.nanoseconds / 1_000_000)
        )
    }

    private static func header(_ program: String) -> IORecordHeader {
        IORecordHeader(recorder: "netlab", host: Process.hostName, process: Process.identifier, program: program)
    }
}

/// The body's result, its error as one of the lab's.
private func wrapping<Value: ~Copyable, Failure: Error>(
    _ wrap: (Failure) -> LabError,
    _ body: () throws(Failure) -> Value
) throws(LabError) -> Value {
    do { return try body() } catch { throw wrap(error) }
}
