import Platform
import TestSupport
import Testing

/// What `netlab serve` tells, and to whom; and going on without a terminal.
@Suite struct ServeLogTests {
    @Test(.needs(.socat)) func `people get a line a thing on standard error, and the summary`() async throws {
        let run = try await Sandbox.run(
            """
            listen $netlab serve echo 127.0.0.1:7007 --verbose --once
            echo hello | socat -t 10 - TCP:127.0.0.1:7007
            wait $child
            """
        )
        // The client says what it got beside the server.
        let said = run.lines.filter { $0 != "hello" }
        #expect(said.first == "served 1 client: received 6 bytes, sent 6 bytes")
        #expect(said.dropFirst().first?.contains(/^closed: 1 fin; longest .*s$/) == true)
        let lines = run.errorLines
        #expect(lines.first == "listening on 127.0.0.1:7007 (tcp, echo)")
        let times = lines.dropFirst()
        #expect(times.allSatisfy { $0.contains(/^\d\d:\d\d:\d\d\.\d{3} #1\ /) })
        let rest = times.map { String($0.dropFirst("00:00:00.000 #1 ".count)) }
        #expect(rest.first?.contains(/^accepted: 127.0.0.1:\d+ on 127.0.0.1:7007 \(echo\)$/) == true)
        #expect(rest.dropFirst().prefix(2) == ["read: 6 bytes", "write: 6 bytes"])
        #expect(rest.last?.contains(/^closed: fin, .*s, 6 bytes in 1 read, 6 in 1 write$/) == true)
    }

    @Test(.needs(.socat), .needsSandbox) func `--color marks what is out of the ordinary`() async throws {
        let run = try await Sandbox.run(
            """
            listen $netlab serve echo 127.0.0.1:7007 --max-bytes 2 --once --color always
            echo hello | socat -t 10 - TCP:127.0.0.1:7007 >/dev/null
            wait $child
            $netlab serve echo 0.0.0.0:7007 --for 10ms --color always
            $netlab probe exporter 0.0.0.0:7007 --for 10ms --color always
            $netlab serve echo 0.0.0.0:7007 --for 10ms
            $netlab probe repeat 127.0.0.1:7007 hello --color always
            """
        )
        #expect(run.status == 69)
        #expect(run.output.hasSuffix("\u{1b}[33mrefused\u{1b}[0m: nobody listens there\n"))
        let lines = run.errorLines
        #expect(lines.contains { $0.contains(" \u{1b}[33m#1 closed: limit") && $0.hasSuffix("\u{1b}[0m") })
        #expect(lines.filter { $0.hasPrefix("\u{1b}[33mwarning:\u{1b}[0m 0.0.0.0:7007 ") }.count == 2)
        #expect(lines.filter { $0.hasPrefix("warning: 0.0.0.0:7007 ") }.count == 1)
        #expect(lines.filter { $0.contains("\u{1b}") }.count == 3)
    }

    @Test(.needs(.socat)) func `a log file is appended to, and opened anew on SIGHUP`() async throws {
        try await withTemporaryFolder { folder in
            let log = folder.file("log")
            _ = try folder.write(Array("before\n".utf8), to: "log")
            let run = try await Sandbox.run(
                """
                listen $netlab serve echo 127.0.0.1:7007 --log "$1" --count 2
                echo one | socat -t 10 - TCP:127.0.0.1:7007
                mv "$1" "$1.old"
                kill -HUP $child
                until [[ -e $1 ]]; do read -rt 0.02 <> <(:); done
                echo two | socat -t 10 - TCP:127.0.0.1:7007
                wait $child
                """,
                log
            )
            #expect(run.status == 0)
            #expect(run.errors == "listening on 127.0.0.1:7007 (tcp, echo)\n")
            let old = String(decoding: try contents(of: log + ".old"), as: UTF8.self).split(separator: "\n")
            let new = String(decoding: try contents(of: log), as: UTF8.self).split(separator: "\n")
            #expect(old.first == "before")
            #expect(old.dropFirst().allSatisfy { $0.contains(/^\d{4}-\d\d-\d\dT[\d:.]+Z\ /) })
            #expect(old.contains { $0.contains("#1 accepted") } && new.contains { $0.contains("#2 accepted") })
            #expect(new.last?.contains("served 2 clients") == true)
        }
    }

    @Test(.needs(.python)) func `the system's log gets what syslog(3) sends, which journald reads`() async throws {
        // A /dev of its own, with the nodes that programs need and a socket for the log.
        let run = try await Sandbox.runWithMounts(
            """
            devices=$(mktemp -d) && mount --rbind /dev "$devices" && mount -t tmpfs -o mode=755 tmpfs /dev
            for node in null zero urandom; do touch /dev/$node && mount --bind "$devices/$node" /dev/$node; done
            ln -s /proc/self/fd /dev/fd
            python3 -c '
            import socket
            log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            log.bind("/dev/log")
            open("/dev/ready", "w")
            text = ""
            while "served" not in text:
                text = log.recv(65536).decode()
                print(text)
            ' &
            until [[ -e /dev/ready ]]; do read -rt 0.02 <> <(:); done
            $netlab serve echo 127.0.0.1:7007 --daemon --pid-file /dev/pid || exit
            kill $(cat /dev/pid)
            wait
            """
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "listening on 127.0.0.1:7007 (tcp, echo)\n")
        #expect(run.lines.count == 2)
        #expect(
            run.lines.first?.contains(/^<30>[A-Z][a-z][a-z] [ \d]\d \d\d:\d\d:\d\d netlab\[\d+\]: listening on/) == true
        )
        #expect(run.lines.last?.contains(/\]: served 0 clients/) == true)
    }

    @Test func `a daemon goes on behind its command, and holds its pid file`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(
                """
                cd "$1"
                $netlab serve echo unix:socket --daemon --pid-file pid --port-file port 127.0.0.1:0 --log log
                echo "status $?"
                pid=$(cat pid)
                echo "folder $(readlink /proc/$pid/cwd) $(readlink /proc/$pid/fd/0) $(readlink /proc/$pid/fd/2)"
                [[ $(ps -o sid= -p $pid) -eq $pid ]] && echo session
                $netlab serve echo --daemon --pid-file pid --log log
                echo "second $?"
                kill $pid
                while [[ -e pid ]]; do read -rt 0.02 <> <(:); done
                ls
                """,
                folder.path
            )
            #expect(run.lines == ["status 0", "folder / /dev/null /dev/null", "session", "second 69", "log", "port"])
            #expect(run.errors.contains("listening on unix:socket (unix, echo)\n"))
            #expect(run.errors.contains(/'pid' is the file of process \d+ \(netlab\) that runs/))
        }
    }

    @Test func `a daemon that cannot listen says so and ends with the status`() async throws {
        let run = try await NetlabProcess.run("serve", "echo", "192.0.2.1:7007", "--daemon", "--log", "/dev/null")
        #expect(run.status == 69)
        #expect(run.errors.contains("cannot listen on 192.0.2.1:7007"))
    }
}
