import TestSupport
import Testing

/// Whose error it is that a target is not reached, as text and JSON have it.
@Suite(.timeLimit(.minutes(2))) struct WhoseErrorTests {
    private static let four: [(type: Int, code: Int)] = [
        (3, 0), (3, 1), (3, 2), (3, 3), (3, 5), (3, 8), (3, 13), (11, 0), (12, 0),
    ]
    private static let fourTexts = [
        "network unreachable", "host unreachable", "protocol unreachable", "a filter refuses it: port unreachable",
        "source route failed", "source host isolated", "administratively prohibited", "time exceeded on the way",
        "parameter problem",
    ]
    private static let six: [(type: Int, code: Int)] = [
        (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (3, 0), (4, 0),
    ]
    private static let sixTexts = [
        "no route to destination", "administratively prohibited", "beyond scope of source address",
        "address unreachable", "a filter refuses it: port unreachable", "source address failed ingress/egress policy",
        "reject route to destination", "time exceeded on the way", "parameter problem",
    ]

    @Test(.needsICMPRouter, arguments: [false, true])
    func `a message of the path is said with its sender, over TCP and UDP`(isIPv6: Bool) async throws {
        let places = Array(1..<Self.four.count)
        let hosts = places.map { isIPv6 ? "[2001:db8:2::\($0)]" : "192.0.2.\($0)" }
        let mapped = isIPv6 ? [] : places.map { "[::ffff:192.0.2.\($0)]" }
        let tcp = (hosts + mapped).map { $0 + ":80" }.joined(separator: " ")
        let udp = hosts.map { "udp:\($0):9" }.joined(separator: " ")
        let run = try await Sandbox.run(
            ICMPRouter.start(isIPv6 ? Self.six : Self.four) + """
                "$netlab" probe \(tcp) --timeout 10s; echo "status $?"
                "$netlab" probe udp --send x \(udp) --timeout 10s; echo "status $?"
                "$netlab" probe \(tcp) --timeout 10s --format ndjson
                kill $child
                """
        )
        let sender = isIPv6 ? "2001:db8:2::fe" : "192.0.2.254"
        let texts = places.map { (isIPv6 ? Self.sixTexts : Self.fourTexts)[$0] + " says \(sender)" }
        let lines = run.lines.filter { $0.hasPrefix("  ") }
        let expected = texts + (isIPv6 ? [] : texts) + texts
        #expect(lines.count == expected.count)
        for (line, text) in zip(lines, expected) {
            #expect(line.contains("  unreachable  ") && line.hasSuffix("  " + text), "\(line)")
        }
        #expect(run.lines.filter { $0.hasPrefix("status") } == ["status 69", "status 69"])
        let attempts = try JSON.lines(
            Array(run.lines.filter { $0.hasPrefix(#"{"event":"attempt""#) }.joined(separator: "\n").utf8)
        )
        #expect(attempts.map { $0.outcome?.string } == expected.dropLast(texts.count).map { _ in "unreachable" })
        #expect(attempts.allSatisfy { $0.messageFrom?.string == sender && $0.cause?.string == "networkMessage" })
        for (attempt, text) in zip(attempts, expected) {
            #expect(text.contains(attempt.message?.string ?? "none"))
        }
    }

    @Test(.needsICMPRouter) func `every way to probe says it`() async throws {
        let run = try await Sandbox.run(
            ICMPRouter.start([(3, 3), (3, 3), (3, 13)]) + """
                for words in "--race 192.0.2.1:80" "banner 192.0.2.1:25" "http 192.0.2.1/" "repeat 192.0.2.1:80 a" \\
                    "udp 192.0.2.1:53" "echo -c 1 udp:192.0.2.1:7" "--wait --for 300ms -i 200ms 192.0.2.1:80"; do
                    "$netlab" probe $words --timeout 10s | grep -o 'a filter refuses it: port unreachable says 192.0.2.254' \\
                        | sort -u || echo "not of $words"
                done
                echo hi | "$netlab" probe chat 192.0.2.2:80 2>&1
                echo hi | "$netlab" probe echo udp:192.0.2.2:7 2>&1
                kill $child
                """
        )
        let filter = "a filter refuses it: port unreachable says 192.0.2.254"
        let chat = "unreachable, administratively prohibited says 192.0.2.254"
        #expect(run.lines == Array(repeating: filter, count: 7) + ["192.0.2.2:80: " + chat, "192.0.2.2:7: " + chat])
    }

    @Test(.needsICMPRouter) func `a datagram that is larger than the path takes is told of with the path's size`()
        async throws
    {
        let run = try await Sandbox.run(
            ICMPRouter.start([(3, 4), (3, 4)]) + """
                "$netlab" probe udp --send-hex \(String(repeating: "00", count: 1_400)) 192.0.2.1:9
                kill $child
                """
        )
        #expect(run.output.contains("unreachable"))
        #expect(run.output.contains("fragmentation needed, the path takes 1280 bytes says 192.0.2.254"))
    }

    /// Routes, filters and limits of this host, a line of the script each.
    @Test(.needsSandbox, .needs(.ip), .needs(Peer("nft")))
    func `what this host forbids or lacks is said to be its own`()
        async throws
    {
        let run = try await Sandbox.run(
            """
            ip link add here type veth peer name there
            ip link set here up; ip link set there up
            ip address add 192.0.2.1/24 dev here
            ip route add blackhole 198.51.100.1; ip route add prohibit 198.51.100.2
            ip -6 route add blackhole 2001:db8::1
            nft add table t; nft add chain t o '{ type filter hook output priority 0; }'
            nft add rule t o udp dport 1 drop
            nft add rule t o tcp dport 1 reject with icmp type admin-prohibited
            say() { "$netlab" probe "$@" --timeout 300ms; echo "$?"; }
            say 198.51.100.1:80; say 198.51.100.2:80; say '[2001:db8::1]:80'; say udp 198.51.100.1:9
            say 203.0.113.1:80; say '[fe80::1]:80'; say --source 203.0.113.9 127.0.0.1:1
            say --source 127.0.0.1 192.0.2.9:80; say udp 127.0.0.1:1; say 192.0.2.1:1; say 192.0.2.255:80
            say udp --send x 255.255.255.255:9
            """
        )
        let expected = [
            ("unreachable", "a blackhole route of this host drops it", 69),
            ("unreachable", "a route or a filter of this host forbids it", 69),
            ("unreachable", "a blackhole route of this host drops it", 69),
            ("unreachable", "a blackhole route of this host drops it", 69),
            ("unreachable", "this host has no route there", 69),
            ("systemFailure", "a link-local address needs its interface, as in fe80::1%eth0", 71),
            ("systemFailure", "this host does not have the address of --source", 71),
            ("systemFailure", "from a loopback address, as --source has it, nothing leaves this host", 71),
            ("unreachable", "a filter of this host forbids it", 69),
            ("unreachable", "administratively prohibited says 192.0.2.1", 69),
            ("unreachable", "a broadcast or multicast address takes no connection", 69),
            ("systemFailure", "a broadcast or multicast address without a route needs its interface", 71),
        ]
        #expect(run.lines.count == 2 * expected.count)
        for (index, (outcome, words, status)) in expected.enumerated() where 2 * index + 1 < run.lines.count {
            #expect(run.lines[2 * index].contains(outcome) && run.lines[2 * index].contains(words))
            #expect(run.lines[2 * index + 1] == "\(status)")
        }
    }

    @Test(.needsSandbox, .needs(.ip)) func `a host that no one on the link answers for is this host's own message`()
        async throws
    {
        let run = try await Sandbox.run(
            """
            ip link add here type veth peer name there
            ip link set here up; ip link set there up
            ip address add 192.0.2.1/24 dev here
            echo 1 >/proc/sys/net/ipv4/neigh/here/mcast_solicit
            echo 50 >/proc/sys/net/ipv4/neigh/here/retrans_time_ms
            "$netlab" probe 192.0.2.9:80
            """
        )
        #expect(run.output.contains("unreachable"))
        #expect(run.output.contains("host unreachable says 192.0.2.1, which is this host"))
    }

    @Test(.needsSandbox, .needs(.python), arguments: ["", "udp:"])
    func `that no local port is left is this host's error`(transport: String) async throws {
        let run = try await Sandbox.run(
            """
            echo 40000 40003 >/proc/sys/net/ipv4/ip_local_port_range
            python3 -c '
            import socket, subprocess, sys
            held = []
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                for port in range(40000, 40004):
                    held.append(socket.socket(socket.AF_INET, kind))
                    held[-1].bind(("127.0.0.1", port))
            sys.exit(subprocess.run(sys.argv[1:]).returncode)
            ' "$netlab" probe echo -c 1 \(transport)127.0.0.1:7
            """
        )
        #expect(run.status == 71)
        #expect(run.output.contains("systemFailure"))
        #expect(run.output.contains("this host has no free port left to connect from"))
    }

    @Test(.needsSandbox, .needs(.ip), .needs(.python))
    func `a datagram to all hosts leaves, and any of them may answer`() async throws {
        let run = try await Sandbox.run(
            """
            coproc FAR { exec unshare --net bash -c 'ip link set lo up; echo $$; read -r forever'; }
            read -r peer <&"${FAR[0]}"
            ip link add here type veth peer name there netns "$peer"
            ip address add 192.0.2.1/24 dev here; ip link set here up
            far() { nsenter --target "$peer" --net -- "$@"; }
            far ip address add 192.0.2.2/24 dev there; far ip link set there up
            listen nsenter --target "$peer" --net -- python3 -c '
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("", 9))
            print("ready", file=sys.stderr, flush=True)
            while True:
                data, who = s.recvfrom(100)
                s.sendto(data + b" here", who)
            '
            "$netlab" probe udp --send hello 192.0.2.255:9 --timeout 20s
            "$netlab" probe udp --send hello --interface here 255.255.255.255:9 --timeout 20s
            kill $child $peer
            """
        )
        #expect(run.lines.count == 2)
        #expect(run.lines.allSatisfy { $0.contains("replied") && $0.contains(#""hello here""#) })
    }
}
