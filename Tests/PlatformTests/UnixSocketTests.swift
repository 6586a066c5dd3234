import Glibc
import SystemPackage
import Testing
import Wire

@testable import Platform

/// Sockets bound to a path (unix(7)).
@Suite struct UnixSocketTests {
    /// A path that nobody else has, whose file goes in the end.
    private static func withPath(_ body: (String) throws -> Void) throws {
        let path = "/tmp/netlab-\(Process.identifier)-\(UInt64.random(in: 0 ... .max))"
        defer { unsafe unlink(path) }
        try body(path)
    }

    private static func connect(to path: String) throws {
        let descriptor = try openSocket(family: AF_UNIX)
        defer { close(descriptor) }
        let result = unsafe SocketName.unix(path: path).withSockaddr { unsafe Glibc.connect(descriptor, $0, $1) }
        #expect(result == 0)
    }

    private static func bind(_ path: String, isStream: Bool) throws -> BoundSocket {
        isStream ? .listener(try Listener(on: .unix(path: path))) : .datagram(try DatagramSocket(on: .unix(path: path)))
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test func `a client of a path is served, and has no name`() throws {
        try Self.withPath { path in
            let listener = try Listener(on: .unix(path: path))
            #expect(listener.name == .unix(path: path))
            try Self.connect(to: path)
            let accepted = try listener.accept(connection: 1)
            #expect(accepted.local == .unix(path: path))
            #expect(accepted.remote == .unix(path: ""))
            accepted.discard()
        }
    }

    @Test(arguments: [true, false])
    func `a path goes with its socket`(isStream: Bool) throws {
        try Self.withPath { path in
            do {
                let socket = try Self.bind(path, isStream: isStream)
                #expect(SystemFile.exists(path))
                withExtendedLifetime(socket) {}
            }
            #expect(!SystemFile.exists(path))
        }
    }

    @Test(arguments: [true, false])
    func `a live socket is not replaced, whatever it is for`(isStream: Bool) throws {
        try Self.withPath { path in
            let live = try Self.bind(path, isStream: isStream)
            for other in [true, false] {
                #expect(throws: SystemFailure("bind", .addressInUse)) {
                    try Self.bind(path, isStream: other)
                }
            }
            #expect(SystemFile.exists(path))
            withExtendedLifetime(live) {}
        }
    }

    @Test(arguments: [true, false])
    func `what a dead server left is replaced`(isStream: Bool) throws {
        try Self.withPath { path in
            let type = isStream ? SOCK_STREAM : SOCK_DGRAM
            let left = socket(AF_UNIX, Int32(type.rawValue), 0)
            _ = unsafe SocketName.unix(path: path).withSockaddr { unsafe Glibc.bind(left, $0, $1) }
            close(left)
            #expect(SystemFile.exists(path))
            let socket = try Self.bind(path, isStream: true)
            #expect(socket.name == .unix(path: path))
        }
    }

    @Test func `a file that is no socket is not replaced`() throws {
        try Self.withPath { path in
            try ByteFile.writing(path).write([1, 2, 3])
            #expect(throws: SystemFailure("bind", .addressInUse)) { try Listener(on: .unix(path: path)) }
            #expect(SystemFile.text(path) == "\u{1}\u{2}\u{3}")
        }
    }

    @Test func `a file that took the path meanwhile stays`() throws {
        try Self.withPath { path in
            do {
                let listener = try Listener(on: .unix(path: path))
                unsafe unlink(path)
                try ByteFile.writing(path).write([1])
                withExtendedLifetime(listener) {}
            }
            #expect(SystemFile.text(path) == "\u{1}")
        }
    }

    @Test func `a path has the mode that was asked for, whatever umask says`() throws {
        try Self.withPath { path in
            var settings = BindSettings()
            settings.mode = 0o666
            let listener = try Listener(on: .unix(path: path), settings: settings)
            #expect(Self.mode(of: path) == 0o666)
            withExtendedLifetime(listener) {}
        }
        try Self.withPath { path in
            let listener = try Listener(on: .unix(path: path))
            #expect(Self.mode(of: path) == 0o600)
            withExtendedLifetime(listener) {}
        }
    }

    @Test func `a path that is too long is refused`() {
        let path = "/tmp/" + String(repeating: "a", count: 200)
        #expect(throws: SystemFailure("bind", .fileNameTooLong)) { try Listener(on: .unix(path: path)) }
    }

    @Test func `a name behind an @ is no file, and goes with its socket`() throws {
        let name = "@netlab-\(Process.identifier)-\(UInt64.random(in: 0 ... .max))"
        do {
            let listener = try Listener(on: .unix(path: name))
            #expect(listener.name == .unix(path: name))
            #expect(listener.name.isAbstract)
            #expect(!SystemFile.exists(name))
            #expect(SocketTable.read("unix").entries.contains { $0.path == name })
            try Self.connect(to: name)
            let accepted = try listener.accept(connection: 1)
            #expect(accepted.local == .unix(path: name))
            accepted.discard()
            #expect(throws: SystemFailure("bind", .addressInUse)) { try Listener(on: .unix(path: name)) }
        }
        #expect(throws: Never.self) { try DatagramSocket(on: .unix(path: name)) }
    }

    @Test func `every byte of an abstract name counts, and it may be as long as a path`() throws {
        let longest = "@" + String(repeating: "a", count: 107)
        #expect(try Listener(on: .unix(path: longest)).name == .unix(path: longest))
        #expect(throws: SystemFailure("bind", .fileNameTooLong)) { try Listener(on: .unix(path: longest + "a")) }
        let zeros = "@netlab\0\(Process.identifier)\0"
        let listener = try Listener(on: .unix(path: zeros))
        #expect(listener.name == .unix(path: zeros))
        #expect(try Listener(on: .unix(path: String(zeros.dropLast()))).name != listener.name)
    }

    @Test func `a shared socket whose client another took makes nobody wait`() throws {
        let listener = try Listener(on: SocketAddress(address: .loopback4, port: 0))
        try listener.setNonblocking()
        #expect(throws: SystemFailure("accept", .resourceTemporarilyUnavailable)) { try listener.accept(connection: 1) }
    }
}
