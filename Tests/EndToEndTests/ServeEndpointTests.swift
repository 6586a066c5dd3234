import Platform
import TestSupport
import Testing

/// Where `netlab serve` listens, seen by clients of others.
@Suite struct ServeEndpointTests {
    /// Sends a line to a unix path with socat and returns what comes back.
    private static func exchange(_ text: String, with address: String) async throws -> String {
        try await Peer.socat.run(["-t", "10", "-", address], input: Array(text.utf8)).output
    }

    @Test func `all that listens is on one port, and has its line`() async throws {
        let run = try await RunningServer.run("echo", "*:0", "tcp:127.0.0.1:0", "udp:127.0.0.1:0") { _ in }
        let listening = run.events.filter { $0.event?.string == "listening" }
        #expect(listening.compactMap { $0.transport?.string }.filter { $0 == "udp" }.count == 1)
        let wildcards = listening.compactMap { $0.address?.string }.filter {
            $0.hasPrefix("0.0.0.0:") || $0.hasPrefix("[::]:")
        }
        #expect(Set(wildcards.compactMap { $0.split(separator: ":").last }).count == 1)
        #expect(run.errors.contains("warning: 0.0.0.0:"))
        #expect(run.status == 0)
    }

    @Test(.needs(.socat)) func `a wildcard is reached over both families`() async throws {
        let run = try await RunningServer.run("echo", "*:0") { server in
            let port = server.address.split(separator: ":").last ?? ""
            return [
                try await Self.exchange("four\n", with: "TCP4:127.0.0.1:\(port)"),
                Self.hasIPv6 ? try await Self.exchange("six\n", with: "TCP6:[::1]:\(port)") : "six\n",
            ]
        }
        #expect(run.value == ["four\n", "six\n"])
    }

    private static let hasIPv6 =
        SystemFile.text("/proc/net/if_inet6")?.contains("00000000000000000000000000000001") == true

    @Test func `no warning is given on loopback, nor where it is said who may come`() async throws {
        let loopback = try await RunningServer.run("echo") { _ in }
        #expect(loopback.errors == "")
        let allowed = try await RunningServer.run("echo", ":0", "--allow", "127.0.0.0/8") { _ in }
        #expect(allowed.errors == "")
    }

    @Test(.needs(.socat)) func `a path serves clients, and goes at the end`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.file("a socket")
            let run = try await RunningServer.run("echo", "unix:\(path)", "--mode", "0660") { server in
                #expect(server.address == "unix:" + path)
                return try await Self.exchange("abc\n", with: "UNIX-CONNECT:\(path)")
            }
            #expect(run.value == "abc\n")
            #expect(!SystemFile.exists(path))
            #expect(run.events.first { $0.event?.string == "accepted" }?.remote?.string == "unix:")
        }
    }

    @Test func `the port file has the port once clients may come`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.file("port")
            let run = try await RunningServer.run("echo", "--port-file", file) { _ in try contents(of: file) }
            let address = try #require(run.events.first { $0.event?.string == "listening" }?.address?.string)
            #expect(String(decoding: run.value, as: UTF8.self) == "\(address.split(separator: ":").last ?? "")\n")
        }
    }

    @Test(.needs(.python)) func `sockets of a service manager replace the default`() async throws {
        // What sd_listen_fds(3) describes: the socket is number 3, and the process's own number stands in the environment.
        let manager = """
            import os, socket, sys
            listener = socket.create_server(("127.0.0.1", 0))
            os.dup2(listener.fileno(), 3)
            os.set_inheritable(3, True)
            os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", LISTEN_FDNAMES="web")
            os.execv(sys.argv[1], sys.argv[1:])
            """
        let run = try await RunningServer.run("repeat", "--times", "2", under: .python, ["-c", manager]) {
            try await NetlabProcess.run("probe", "repeat", $0.address, "abc", "--json")
        }
        #expect(try JSON(run.value.standardOutput).bytes?.integer == 6)
        #expect(run.events.filter { $0.event?.string == "listening" }.count == 1)
    }

    @Test(.needs(.python)) func `sockets for another process are left alone`() async throws {
        let manager = """
            import os, sys
            os.environ.update(LISTEN_PID="1", LISTEN_FDS="1")
            os.execv(sys.argv[1], sys.argv[1:])
            """
        let run = try await RunningServer.run("echo", under: .python, ["-c", manager]) { $0.address }
        #expect(run.value.hasPrefix("127.0.0.1:"))
    }

    @Test(.needs(.systemdSocketActivate), .needs(.socat)) func `systemd hands its socket over`() async throws {
        let run = try await Sandbox.run(
            """
            systemd-socket-activate -l 127.0.0.1:7007 $netlab serve echo --once >/dev/null 2>&1 &
            for ((n = 0; n < 200; n++)); do
                echo hello | socat -t 10 - TCP:127.0.0.1:7007 2>/dev/null && break
                read -rt 0.05 <> <(:)
            done
            wait
            """
        )
        #expect(run.lines == ["hello"])
    }

    @Test(.needs(.python)) func `a descriptor that does not listen is refused`() async throws {
        let run = try await NetlabProcess.run("serve", "echo", "fd:0")
        #expect(run.status == 64)
        #expect(run.errors.contains("cannot listen on fd:0: "))
        let other = try await NetlabProcess.run("serve", "echo", "fd:77")
        #expect(other.errors.contains("cannot listen on fd:77: bad file descriptor"))
    }

    @Test(.needs(.socat)) func `a connection from inetd gets answers and nothing else`() async throws {
        let command = "EXEC:\(NetlabProcess.binary) serve echo --inetd --verbose,stderr"
        #expect(try await Self.exchange("hello\n", with: command) == "hello\n")
    }

    @Test(.needs(.socat)) func `what inetd's connection came to is logged elsewhere`() async throws {
        try await withTemporaryFolder { folder in
            let log = folder.file("log")
            // socat does not wait for what it has started.
            let script = """
                echo hello | socat -t 10 - EXEC:"$1 serve echo --inetd --log $2 --format ndjson"
                until grep -q summary "$2"; do sleep 0.02; done
                """
            let run = try await Peer("bash").run("-c", script, "bash", NetlabProcess.binary, log)
            #expect(run.output == "hello\n")
            let events = try JSON.lines(try contents(of: log))
            #expect(events.compactMap { $0.event?.string } == ["start", "accepted", "closed", "summary"])
            #expect(events.last?.bytesReceived?.integer == 6)
        }
    }

    @Test func `--inetd needs a connection`() async throws {
        let run = try await NetlabProcess.run("serve", "echo", "--inetd")
        #expect(run.status == 64)
        #expect(run.errors.contains("standard input: "))
        #expect(run.output == "")
    }

    @Test func `a port that is in use has its holder named`() async throws {
        let run = try await RunningServer.run("echo") { try await NetlabProcess.run("serve", "echo", $0.address) }
        #expect(run.value.status == 69)
        #expect(run.value.errors.contains(/in use by netlab \(process \d+\)/))
    }

    @Test func `a live path has its holder named`() async throws {
        try await withTemporaryFolder { folder in
            let place = "unix:" + folder.file("socket")
            let run = try await RunningServer.run("echo", place) { _ in
                try await NetlabProcess.run("serve", "echo", place)
            }
            #expect(run.value.status == 69)
            #expect(run.value.errors.contains(/in use by netlab \(process \d+\)/))
        }
    }

    @Test(.needs(.python)) func `a port that a closed connection keeps is said to be in TIME-WAIT`() async throws {
        // The server closes first, and did not ask for SO_REUSEADDR.
        let script = """
            import socket, subprocess, sys
            listener = socket.socket()
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            client = socket.create_connection(listener.getsockname())
            server, _ = listener.accept()
            place = "127.0.0.1:%d" % listener.getsockname()[1]
            listener.close()
            server.close()
            client.recv(1)
            client.close()
            sys.exit(subprocess.run([sys.argv[1], "serve", "echo", place]).returncode)
            """
        let run = try await Peer.python.run("-c", script, NetlabProcess.binary)
        #expect(run.status == 69)
        #expect(run.errors.contains("a connection to it is in TIME-WAIT"))
    }

    @Test func `a client that is not let in is closed, told of and counted`() async throws {
        let run = try await RunningServer.run("repeat", "127.0.0.1:0", "--deny", "127.0.0.0/8") {
            try await NetlabProcess.run("probe", "repeat", $0.address, "abc", "--json")
        }
        #expect(run.value.status != 0)
        #expect(run.events.compactMap { $0.event?.string } == ["start", "listening", "refused", "summary"])
        let refused = try #require(run.events.first { $0.event?.string == "refused" })
        #expect(refused.remote?.string?.hasPrefix("127.0.0.1:") == true)
        #expect(refused.reason?.string == "denied")
        #expect(run.events.last?.refused?.integer == 1)
        #expect(run.events.last?.connections?.integer == 0)
    }

    @Test func `two servers share a port where both ask for it`() async throws {
        let run = try await RunningServer.run("echo", "127.0.0.1:0", "--reuse-port") { first in
            let second = try await RunningServer.run("echo", first.address, "--reuse-port") { $0.address }
            return second.value == first.address
        }
        #expect(run.value)
    }

    @Test func `all services of RFCs are on their ports plus the offset`() async throws {
        let offset = 20_000 + Int.random(in: 0...20_000)
        let run = try await RunningServer.run("all", "127.0.0.1", "--port-offset", "\(offset)") { $0.address }
        let echo = run.events.filter { $0.service?.string == "echo" }
        #expect(echo.compactMap { $0.address?.string } == Array(repeating: "127.0.0.1:\(offset + 7)", count: 2))
        #expect(echo.compactMap { $0.transport?.string } == ["tcp", "udp"])
    }
}
