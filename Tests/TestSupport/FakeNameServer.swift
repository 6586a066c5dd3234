internal import Glibc
internal import Synchronization

/// A DNS server on a port of loopback, over UDP and TCP, that does with each query what a script says.
package final class FakeNameServer: Sendable {
    package let port: UInt16
    /// Writing to it ends the server's thread.
    private let wakeUp: Int32
    private let count: Counter

    package init(_ script: @escaping @Sendable (FakeQuery) -> Void) throws {
        let (datagrams, listener) = try Self.pair()
        port = Self.port(of: datagrams)
        guard listen(listener, 16) == 0 else { throw CannotServe(call: "listen", errno: errno) }
        var pipe: [Int32] = [0, 0]
        guard unsafe Glibc.pipe(&pipe) == 0 else { throw CannotServe(call: "pipe", errno: errno) }
        wakeUp = pipe[1]
        count = Counter()
        let loop = Loop(datagrams: datagrams, listener: listener, stop: pipe[0], count: count, script: script)
        detach(loop)
    }

    deinit { close(wakeUp) }

    /// `127.0.0.1:PORT`, as `--server` takes it.
    package var address: String { "127.0.0.1:\(port)" }

    /// How many queries have come.
    package var queries: Int { count.value.load(ordering: .relaxed) }

    /// A port of loopback at which nobody listens.
    package static func nobody() throws -> UInt16 {
        let socket = try bound(Int32(SOCK_DGRAM.rawValue), port: 0)
        defer { close(socket) }
        return port(of: socket)
    }

    /// Sockets for UDP and TCP at one port: another program may have the port of TCP, and a second one is as good then.
    private static func pair() throws -> (datagrams: Int32, listener: Int32) {
        var failure = CannotServe(call: "bind", errno: EADDRINUSE)
        for _ in 0..<50 {
            let datagrams = try bound(Int32(SOCK_DGRAM.rawValue), port: 0)
            do {
                return (datagrams, try bound(Int32(SOCK_STREAM.rawValue), port: port(of: datagrams)))
            } catch let error as CannotServe {
                close(datagrams)
                failure = error
            }
        }
        throw failure
    }

    private static func bound(_ type: Int32, port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, type | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = unsafe withSockaddr(&address) { unsafe bind(descriptor, $0, $1) }
        guard result == 0 else {
            let failure = CannotServe(call: "bind", errno: errno)
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withSockaddr(&address) { address, _ in unsafe getsockname(descriptor, address, &length) }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// A query, to be answered at once, later, several times, or never.
package struct FakeQuery: Sendable {
    /// Counted from 1.
    package let number: Int
    package let bytes: [UInt8]
    package let isStream: Bool

    let socket: Int32
    let source: sockaddr_in

    /// The port that it was sent from.
    package var port: UInt16 { UInt16(bigEndian: source.sin_port) }

    /// Sends a message; over TCP its length goes before it.
    package func reply(_ message: [UInt8]) {
        isStream
            ? send([UInt8(message.count >> 8), UInt8(truncatingIfNeeded: message.count)] + message) : send(message)
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) {
        var source = source
        _ = unsafe withSockaddr(&source) { address, length in
            unsafe isStream
                ? Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                : sendto(socket, bytes, bytes.count, 0, address, length)
        }
    }

    /// Ends a connection.
    package func end() { shutdown(socket, Int32(SHUT_RDWR)) }
}

private struct CannotServe: Error {
    let call: String
    let errno: Int32
}

private final class Counter: Sendable {
    let value = Atomic<Int>(0)
}

private final class Loop: Sendable {
    private let datagrams: Int32
    private let listener: Int32
    private let stop: Int32
    private let count: Counter
    private let script: @Sendable (FakeQuery) -> Void

    init(
        datagrams: Int32,
        listener: Int32,
        stop: Int32,
        count: Counter,
        script: @escaping @Sendable (FakeQuery) -> Void
    ) {
        self.datagrams = datagrams
        self.listener = listener
        self.stop = stop
        self.count = count
        self.script = script
    }

    func run() {
        var connections: [Int32] = []
        while true {
            var entries = [stop, datagrams, listener].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            unsafe poll(&entries, 3, -1)
            if entries[0].revents != 0 { break }
            if entries[1].revents != 0 { take(datagrams, isStream: false) }
            if entries[2].revents != 0 {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { continue }
                connections.append(connection)
                take(connection, isStream: true)
            }
        }
        for descriptor in connections + [datagrams, listener, stop] { close(descriptor) }
    }

    private func take(_ socket: Int32, isStream: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var source = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let received = unsafe withSockaddr(&source) { address, _ in
            unsafe recvfrom(socket, &buffer, buffer.count, 0, address, &length)
        }
        guard received > 0 else { return }
        // A client writes the length and the message at once, and both are short.
        let bytes = Array(buffer[..<received].dropFirst(isStream ? 2 : 0))
        let number = count.value.add(1, ordering: .relaxed).newValue
        script(FakeQuery(number: number, bytes: bytes, isStream: isStream, socket: socket, source: source))
    }
}

private func detach(_ loop: Loop) {
    let start = unsafe Unmanaged.passRetained(loop)
    var thread = pthread_t()
    unsafe pthread_create(
        &thread,
        nil,
        { argument in
            if let argument = unsafe argument { unsafe Unmanaged<Loop>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        },
        start.toOpaque()
    )
    pthread_detach(thread)
}

private func withSockaddr<Result>(
    _ address: inout sockaddr_in,
    _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    unsafe withUnsafeMutablePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
