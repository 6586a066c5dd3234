import Platform
import TestSupport
import Testing

/// A server whose readers, disks and clients do it no favours.
@Suite struct ServeStrainTests {
    static let models = ["event-loop", "thread", "select", "fork"]

    /// Says more on standard error, or as events, than a pipe holds, while nobody reads it.
    private static let stalled = """
        import socket, subprocess, sys
        netlab, model, *more = sys.argv[1:]
        server = subprocess.Popen(
            [netlab, "serve", "echo", "127.0.0.1:0", "--verbose", "--model", model, "--port-file", "port"] + more,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while True:
            try:
                port = int(open("port").readline())
                break
            except (OSError, ValueError):
                pass
        client = socket.create_connection(("127.0.0.1", port))
        client.settimeout(20)
        for message in range(4000):
            client.sendall(b"x")
            client.recv(1)
        client.close()
        socket.create_connection(("127.0.0.1", port)).close()
        server.terminate()
        print(server.wait(20))
        """

    @Test(.needs(.python), arguments: models, [["--format", "text"], ["--format", "ndjson"]])
    func `nobody waits for a reader that has stopped, and SIGTERM ends it`(model: String, format: [String]) async throws
    {
        try await withTemporaryFolder { folder in
            let run = try await Peer.shell.run(
                [
                    "-c", "cd \(folder.path) && exec python3 -c \"$0\" \"$@\"", Self.stalled, NetlabProcess.binary,
                    model,
                ] + format
            )
            // Of results the last are lost, of diagnostics that is no error.
            #expect(run.output == (format.last == "text" ? "0\n" : "74\n"), "\(run.errors)")
        }
    }

    @Test(arguments: models)
    func `what a full disk does not take ends in 74, and is told where that can be`(model: String) async throws {
        let run = try await Sandbox.run(
            """
            serve="$netlab serve echo 127.0.0.1:0 --for 50ms --model $1"
            $serve --format ndjson >/dev/full; echo $?
            $serve >/dev/full; echo $?
            $serve --log /dev/full >/dev/null; echo $?
            $serve 2>/dev/full >/dev/null; echo $?
            $serve --format ndjson | true; echo ${PIPESTATUS[0]}
            """,
            model
        )
        #expect(run.lines == ["74", "74", "74", "74", "0"])
        let told = run.errorLines.filter { !$0.hasPrefix("listening") }
        #expect(
            told == [
                "warning: cannot write standard output: no space left on device",
                "warning: cannot write standard output: no space left on device",
                "warning: cannot write '/dev/full': no space left on device",
            ]
        )
    }

    @Test(.needs(.prlimit), arguments: models)
    func `a daemon's command ends with 0 only where it serves`(model: String) async throws {
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(
                """
                cd "$1"
                for limit in 8 9 10 11 12 13 14 15 16 17 18 19 20 40; do
                    rm -f pid log
                    if prlimit --nofile=$limit:$limit $netlab serve echo 127.0.0.1:7007 --model $2 --daemon --pid-file pid \\
                        --log log 2>/dev/null
                    then
                        kill $(<pid) && echo alive || echo dead
                        while [[ -e pid ]]; do read -rt 0.02 <> <(:); done
                    fi
                done
                """,
                folder.path,
                model
            )
            #expect(run.lines.last == "alive")
            #expect(run.lines.allSatisfy { $0 == "alive" })
        }
    }

    @Test(arguments: models)
    func `--no-read reads nothing of a client that has shut down its side, and says nothing`(model: String) async throws
    {
        let run = try await RunningServer.run(
            ["echo", "127.0.0.1:0", "--model", model, "--no-read", "--idle-timeout", "300ms"]
        ) { server in
            let answer = try await onThread { try Visitor(server).converse(Array("hello".utf8), limit: 10) }
            try await server.eventually("closed")
            return answer
        }
        #expect(run.value == [])
        let closed = run.events.first { $0.event?.string == "closed" }
        #expect(closed?.reason?.string == "idle")
        #expect(closed?.reads?.integer == 0)
    }

    @Test func `who forks has one thread, while others answer datagrams`() async throws {
        let run = try await RunningServer.run(
            ["daytime", "tcp:127.0.0.1:0", "udp:127.0.0.1:0", "--model", "fork"]
        ) { server in
            let visitor = try await onThread { try Visitor(server).converse([], limit: 100) }
            let children = try Memory.children(of: server.process)
            let forking = try #require(children.first)
            return (visitor.count, try Self.threads(of: server.process), try Self.threads(of: forking))
        }
        #expect(run.value.0 > 20)
        #expect(run.value.1 > 1)
        #expect(run.value.2 == 1)
    }

    private static func threads(of process: Int) throws -> Int {
        SystemFile.names(in: "/proc/\(process)/task").count
    }

    @Test func `a name behind an @ is served without a file, to its clients and with a warning`() async throws {
        let name = "unix:@netlab-\(Process.identifier)"
        let run = try await RunningServer.run("echo", name) { _ in
            try await NetlabProcess.run("probe", "echo", name, "-c", "1", "--json")
        }
        #expect(run.value.status == 0)
        #expect(run.events.first { $0.event?.string == "listening" }?.address?.string == name)
        #expect(run.errors.contains("warning: \(name) takes clients of any user"))
        let refused = try await NetlabProcess.run("serve", "echo", name, "--mode", "0660")
        #expect(refused.status == 64)
        #expect(refused.errors.contains("a name behind an @ is no file with permissions"))
    }
}
