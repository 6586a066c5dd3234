import TestSupport
import Testing

/// `netlab probe --wait`, and what name servers say, with names of the test's own.
@Suite(.timeLimit(.minutes(2))) struct WaitForNameTests {
    private static let hosts = "127.0.0.1 localhost\n::1 localhost\n"
    private static let files = ["hosts": hosts, "nsswitch.conf": "hosts: files\n"]
    private static let server = """
        listen "$netlab" serve discard 127.0.0.1:7000 --for 60s >/dev/null

        """

    @Test(.needsSandbox, arguments: ["--all", "--any"])
    func `a name that comes to be is waited for, and looked up anew each time`(need: String) async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            Self.server + """
                exec 8< <("$netlab" probe --wait --for 60s -i 20ms late:7000 \(need) --format ndjson; echo "status $?")
                while read -r line <&8; do
                    case $line in
                    # It has no name yet, then a name that leads where nobody is, then the right one.
                    *nameNotFound*) echo '127.0.0.2 late' >>/etc/hosts;;
                    *refused*) sed -i 's/^127.0.0.2 late/127.0.0.1 late/' /etc/hosts;;
                    *connected*|status*) echo "$line";;
                    esac
                done
                kill $child
                """
        )
        #expect(run.lines.first?.contains(#""address":"127.0.0.1:7000""#) == true)
        #expect(run.lines.last == "status 0")
    }

    @Test(.needsSandbox) func `a name that never comes to be ends with its time, and its status`() async throws {
        let run = try await Sandbox.run(
            files: Self.files,
            """
            "$netlab" probe --wait --for 300ms -i 50ms nosuch:7000; echo $?
            "$netlab" probe --wait --for 100ms -i 50ms nosuch:7000 --json
            """
        )
        #expect(run.lines.contains("68"))
        #expect((2...7).contains(run.lines.filter { $0.contains("  nameNotFound  ") }.count))
        let target = try JSON(Array((run.lines.last ?? "").utf8)).targets?.array?.first
        #expect(target?.address == .null && target?.reason?.string?.contains("'nosuch'") == true)
        #expect(target?.attempts?.array?.allSatisfy { $0.outcome?.string == "nameNotFound" } == true)
    }

    @Test(.needsSandbox) func `of many targets each is waited for on its own`() async throws {
        let run = try await Sandbox.run(
            files: ["hosts": Self.hosts + "127.0.0.1 here\n", "nsswitch.conf": "hosts: files\n"],
            Self.server + """
                "$netlab" probe --wait --for 300ms -i 50ms here:7000 here:7001 nosuch:7000 --format ndjson
                echo $?
                "$netlab" probe --wait --for 20s --any -i 50ms localhost:7000 >/dev/null; echo $?
                kill $child
                """
        )
        #expect(run.lines.filter { $0.contains(#""outcome":"connected""#) }.count == 1)
        #expect(run.lines.filter { $0.allSatisfy(\.isNumber) } == ["69", "0"])
    }

    @Test(
        .needsSandbox,
        arguments: ["db.test:80", "--race db.test:80", "--wait --for 100ms db.test:80", "repeat db.test:80 x"]
    )
    func `a name server that could not say is no missing name, and no timeout`(words: String) async throws {
        let run = try await Sandbox.run(
            files: [
                "hosts": Self.hosts, "nsswitch.conf": "hosts: dns\n",
                "resolv.conf": "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
            ],
            """
            listen python3 -c '
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("127.0.0.1", 53))
            print("ready", file=sys.stderr, flush=True)
            while True:
                query, who = s.recvfrom(4096)
                # QR, RD, RA and RCODE 2, SERVFAIL.
                s.sendto(query[:2] + bytes([0x81, 0x82]) + query[4:], who)
            '
            "$netlab" probe \(words) 2>&1; echo $?
            kill $child
            """
        )
        #expect(run.lines.last == "75")
        #expect(run.output.contains("emporary failure in name resolution"))
        #expect(!run.output.contains("nameNotFound") && !run.output.contains("timedOut"))
    }
}
