/// An experiment: one client asks, one server answers with many copies, on a private loopback.
package struct LabRequest: Sendable, Equatable {
    package enum Version: Sendable, Equatable {
        case ipv4, ipv6
    }

    package var message: [UInt8]
    package var times: Int
    /// Bytes handed to each send of the server; nil sends all in one.
    package var writeSize: Int?
    package var writeGap: Duration
    /// Bytes handed to each recv of the client.
    package var receiveSize: Int
    /// The client's pause before each recv.
    package var readDelay: Duration
    /// The server's SO_SNDBUF and the client's SO_RCVBUF; nil leaves them to the kernel.
    package var sendBuffer: Int?
    package var receiveBuffer: Int?
    package var noDelay: Bool
    package var version: Version
    package var mtu: Int
    package var offload: Bool
    /// Where the packets are also saved.
    package var savePath: String?

    package init(
        message: [UInt8],
        times: Int,
        writeSize: Int? = nil,
        writeGap: Duration = .zero,
        receiveSize: Int = 8192,
        readDelay: Duration = .zero,
        sendBuffer: Int? = nil,
        receiveBuffer: Int? = nil,
        noDelay: Bool = false,
        version: Version = .ipv4,
        mtu: Int = 1500,
        offload: Bool = false,
        savePath: String? = nil
    ) {
        self.message = message
        self.times = times
        self.writeSize = writeSize
        self.writeGap = writeGap
        self.receiveSize = receiveSize
        self.readDelay = readDelay
        self.sendBuffer = sendBuffer
        self.receiveBuffer = receiveBuffer
        self.noDelay = noDelay
        self.version = version
        self.mtu = mtu
        self.offload = offload
        self.savePath = savePath
    }

    /// The answer's size.
    package var bytes: Int64 { Int64(message.count) * Int64(times) }

    /// The largest answer that an experiment may have.
    package static let maxBytes: Int64 = 1 << 30
}
