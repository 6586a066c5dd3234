import TestSupport
import Testing

/// What both ends of a path that drops have captured: made once, for all tests that look at it.
enum LossyPath {
    struct Captures: Sendable {
        /// The end that asks, and the end that answers.
        let client: [UInt8]
        let server: [UInt8]
    }

    static func captures() async throws -> Captures { try await made.value }

    /// 750,000 bytes each to three clients at once, over queues that are short both ways, and to one that reads late.
    private static let made = Task {
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(script, folder.file("client.pcap"), folder.file("server.pcap"))
            try #require(run.status == 0, "\(run.errors)")
            return Captures(
                client: try contents(of: folder.file("client.pcap")),
                server: try contents(of: folder.file("server.pcap"))
            )
        }
    }

    private static let script = #"""
        coproc FAR { exec unshare --net sh -c 'echo $$; read -r forever'; }
        read -r peer <&"${FAR[0]}"
        far() { exec nsenter --target "$peer" --net -- "$@"; }
        set -e
        ip link add name va type veth peer name vb netns "$peer"
        ip address add 10.0.0.1/24 dev va
        ip link set va up
        (far ip address add 10.0.0.2/24 dev vb)
        (far ip link set vb up)
        tc qdisc add dev va root tbf rate 10mbit burst 3kb limit 4000
        (far tc qdisc add dev vb root tbf rate 60mbit burst 5kb limit 12000)
        set +e
        listen "$netlab" capture -i va -w "$1"; captures=$child
        listen nsenter --target "$peer" --net -- "$netlab" capture -i vb -w "$2"; captures+=" $child"
        exec 6< <(far "$netlab" serve repeat 10.0.0.2:2000 --times 250000 --format ndjson); server=$!
        read -r line <&6
        exec 7<>/dev/tcp/10.0.0.2/2000
        printf abc >&7
        for n in 1 2 3; do "$netlab" probe repeat 10.0.0.2:2000 abc >/dev/null & probes+=" $!"; done
        wait $probes
        # The reader stays away until it is asked whether its window is open.
        "$netlab" capture -i va -c 1 'src 10.0.0.2 and tcp[tcpflags] == tcp-ack and ip[2:2] == 52' >/dev/null
        head -c 750000 <&7 >/dev/null
        exec 7>&-
        kill -INT $captures $server
        wait $captures
        kill "$peer"
        """#
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where no path that drops can be made, naming what is missing.
    static var needsLossyPath: Self {
        .enabled("a path that drops needs private namespaces, ip and tc, or one of them is not here") {
            await Sandbox.isAllowed && Peer.ip.isPresent && Peer("tc").isPresent && Peer("nsenter").isPresent
        }
    }
}
