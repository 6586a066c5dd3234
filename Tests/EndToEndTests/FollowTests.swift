import FoundationEssentials
import TestSupport
import Testing

/// `--view follow`: the bytes that were sent, whatever became of them on their way.
@Suite struct FollowTests {
    private static let lab = ["capture", "-r", Fixture.Lab.capture, "--view", "follow"]
    private static let answer = Array(repeatElement("abc", count: 10_000).joined().utf8)

    /// A sender, a router with a short queue, and a receiver, where the capture is; all in network namespaces of their own.
    private static let lossyPath = """
        folder=$1
        apart() {
            unshare --net sleep 60 & holder=$!
            until [[ $(readlink /proc/$holder/ns/net) != $(readlink /proc/self/ns/net) ]]; do :; done
        }
        inside() { nsenter --net=/proc/$1/ns/net "${@:2}"; }
        # Names an interface here, another namespace, and the network between the two.
        join() {
            ip link add $1 type veth peer name eth0 netns $2
            ip address add 10.0.$3.1/24 dev $1 && ip link set $1 up
            inside $2 ip address add 10.0.$3.2/24 dev eth0
            inside $2 ip link set eth0 up
            inside $2 ip route add default via 10.0.$3.1
        }
        apart && sender=$holder
        apart && receiver=$holder
        trap 'kill $sender $receiver' EXIT
        join left $sender 1 && join right $receiver 2
        echo 1 >/proc/sys/net/ipv4/ip_forward
        tc qdisc add dev right root tbf rate 30mbit burst 3000 limit 9000 || exit 1
        listen nsenter --net=/proc/$receiver/ns/net "$netlab" capture -i eth0 -B 16384 -w "$folder/lossy.pcap" \\
            --view follow --direction client-to-server --output "$folder/followed" tcp port 2000
        inside $receiver socat -u TCP-LISTEN:2000 CREATE:"$folder/received" & server=$!
        until inside $receiver ss -ltn | grep -q :2000; do :; done
        inside $sender socat -u OPEN:"$folder/sent" TCP:10.0.2.2:2000
        wait $server
        kill -INT $child
        wait $child
        """

    @Test(.needsSandbox, .needs(Peer("socat")), .needs(Peer("tc")), .needs(Peer("nsenter")), .needs(Peer("ss")))
    func `bytes that were lost and sent again are those that were sent`() async throws {
        try await withTemporaryFolder { folder in
            var generator = SeededGenerator(state: 1)
            let sent = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try folder.write(sent, to: "sent")
            let run = try await Sandbox.run(Self.lossyPath, folder.path)
            try #require(run.status == 0, "\(run.errors)")
            // A million bytes are compared, and not listed, where they differ.
            let followed = try contents(of: folder.file("followed"))
            let isFollowed = followed == sent
            #expect(isFollowed, "\(followed.count) bytes live: \(run.errors)")
            // The same of the file; and it was worth the trouble.
            let file = ["capture", "-r", folder.file("lossy.pcap")]
            let raw = ["--view", "follow", "--bytes", "raw", "--direction", "client-to-server"]
            let again = try await NetlabProcess.run(file + raw)
            let isReadAgain = again.standardOutput == sent
            #expect(isReadAgain, "\(again.standardOutput.count) bytes of the file: \(again.errors)")
            let way = try JSON(try await NetlabProcess.run(file + ["--json"]).standardOutput)
                .streams?.array?.first?.clientToServer
            #expect((way?.lostSegments?.integer ?? 0) > 0)
        }
    }

    /// Files of protocols of bytes and of text, one of them with a gap.
    private static let files =
        [Fixture.Lab.capture]
        + ["bgp-role.pcapng", "pptp.pcap", "dns_tcp_8053.pcap", "of10_7050q.pcapng"]
        .compactMap { name in SharedCaptures.folder.map { $0 + "/tcpdump/" + name } }

    @Test(.needs(.tshark), arguments: files)
    func `both directions are those that tshark follows`(file: String) async throws {
        let follow = ["capture", "-r", file, "--stream", "0", "--view", "follow", "--format", "ndjson"]
        let run = try await NetlabProcess.run(follow)
        #expect(run.status == 0)
        var ours: [String: String] = [:]
        for event in try JSON.lines(run.standardOutput) {
            guard let direction = event.direction?.string, let count = event.bytes?.integer else { continue }
            // tshark writes of a gap, as it would be written of text.
            let gap = Data("[\(count) bytes missing in capture file]\0".utf8)
            let bytes = try #require(event.payloadBase64?.string.map { Data(base64Encoded: $0) } ?? gap)
            ours[direction, default: ""] += hexadecimal(bytes)
        }
        let peer = try await Peer.tshark.run("-r", file, "-q", "-z", "follow,tcp,raw,0")
        let rows = peer.output.split(separator: "\n").drop { !$0.hasPrefix("Node 1") }.dropFirst()
            .prefix { !$0.hasPrefix("=") }
        // Which of the two nodes is the client, tshark does not say.
        let theirs = [
            rows.filter { $0.hasPrefix("\t") }.map { $0.dropFirst() }.joined(),
            rows.filter { !$0.hasPrefix("\t") }.joined(),
        ].filter { !$0.isEmpty }
        #expect(!theirs.isEmpty)
        #expect(ours.values.sorted() == theirs.sorted())
    }

    private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `raw bytes are those that were sent`() async throws {
        let raw = ["--bytes", "raw", "--direction", "server-to-client"]
        #expect(try await NetlabProcess.run(Self.lab + raw).standardOutput == Self.answer)
        try await withTemporaryFolder { folder in
            let file = ["--output", folder.file("answer")] + raw.dropFirst(2)
            let run = try await NetlabProcess.run(Self.lab + file)
            #expect(run.status == 0)
            #expect(run.standardOutput.isEmpty)
            #expect(try contents(of: folder.file("answer")) == Self.answer)
        }
    }

    @Test func `text has an arrow before each line, and hexadecimal the offset`() async throws {
        let text = try await NetlabProcess.run(Self.lab)
        let answer = String(decoding: Self.answer, as: UTF8.self)
        #expect(text.lines == ["127.0.0.1:33580 → 127.0.0.1:2000", "→ abc", "← \(answer)"])
        let hex = try await NetlabProcess.run(Self.lab + ["--bytes", "hex", "--direction", "server-to-client"])
        #expect(hex.lines.count == 1 + 1_875)
        #expect(hex.lines[2] == "← 0x00000010:  6263 6162 6361 6263 6162 6361 6263 6162  bcabcabcabcabcab")
    }

    @Test func `one document has all chunks`() async throws {
        let document = try JSON(try await NetlabProcess.run(Self.lab + ["--json"]).standardOutput)
        #expect(document.stream?.integer == 0)
        #expect(document.source?.packets?.integer == Fixture.Lab.packets)
        let first = document.chunks?.array?.first
        #expect(first?.payloadBase64?.string == "YWJj")
        #expect(first?.direction?.string == "clientToServer")
        #expect(document.chunks?.array?.count == 22)
    }

    @Test func `bytes that were not captured are gaps, which raw bytes leave out`() async throws {
        try await withTemporaryFolder { folder in
            // Every packet cut after 100 bytes, 34 of the answer's in each of the 21 segments.
            let whole = try contents(of: Fixture.Lab.capture)
            let cut = try folder.write(cutting(whole, to: 100), to: "cut.pcap")
            let follow = ["capture", "-r", cut, "--view", "follow", "--direction", "server-to-client"]
            let text = try await NetlabProcess.run(follow)
            #expect(text.lines.count == 1 + 2 * 21)
            #expect(text.lines[2] == "← [1,414 bytes not captured]")
            let raw = try await NetlabProcess.run(follow + ["--bytes", "raw"])
            #expect(raw.status == 0)
            #expect(raw.standardOutput.count == 21 * 34)
            #expect(raw.errors == "netlab capture: left out 29,286 bytes in 21 gaps: they were not captured\n")
        }
    }

    /// A pcap file of this machine's byte order, with less of each packet.
    private func cutting(_ file: [UInt8], to length: Int) -> [UInt8] {
        var cut = Array(file[..<24])
        var place = 24
        while place + 16 <= file.count {
            let captured = (0..<4).reduce(0) { $0 | Int(file[place + 8 + $1]) << (8 * $1) }
            let kept = min(length, captured)
            cut += file[place..<place + 8] + [UInt8(kept & 0xff), UInt8(kept >> 8), 0, 0]
            cut += file[place + 12..<place + 16 + kept]
            place += 16 + captured
        }
        return cut
    }

    @Test func `the file that is read is not written, and a folder that is missing is said`() async throws {
        let before = try contents(of: Fixture.Lab.capture)
        let options = ["--direction", "server-to-client", "--output"]
        let same = try await NetlabProcess.run(Self.lab + options + [Fixture.Lab.capture])
        #expect(same.status == 73)
        #expect(try contents(of: Fixture.Lab.capture) == before)
        #expect(try await NetlabProcess.run(Self.lab + options + ["/nonexistent/x"]).status == 73)
        #expect(try await NetlabProcess.run(Self.lab + options + ["/dev/full"]).status == 74)
    }

    @Test func `of several streams one has to be picked`() async throws {
        try await withTemporaryFolder { folder in
            let one = try contents(of: Fixture.Lab.capture)
            // The second has another port.
            var other = one.dropFirst(24)
            for place in other.indices.dropLast() where other[place] == 0x83 && other[place + 1] == 0x2c {
                other[place] = 0x84
            }
            let file = try folder.write(one + other, to: "two.pcap")
            let follow = [
                "capture", "-r", file, "--view", "follow", "--bytes", "raw", "--direction", "client-to-server",
            ]
            let any = try await NetlabProcess.run(follow)
            #expect(any.status == 64)
            #expect(any.errors.contains("2 streams were captured, and one can be followed"))
            #expect(any.errors.contains("hint: --stream NUMBER picks one"))
            let second = try await NetlabProcess.run(follow + ["--stream", "1"])
            #expect(second.status == 0)
            #expect(second.output == "abc")
        }
    }

    @Test(.needsSandbox) func `a live stream is shown while it goes on`() async throws {
        let run = try await Sandbox.run(
            """
            pipe=$(mktemp -u) && mkfifo "$pipe" && exec 8<>"$pipe" && rm "$pipe"
            "$netlab" serve repeat 127.0.0.1:2000 --times 2 >/dev/null & server=$!
            until (exec 7<>/dev/tcp/127.0.0.1/2000) 2>/dev/null; do :; done
            listen "$netlab" capture -i lo --view follow --direction server-to-client tcp >&8
            "$netlab" probe repeat 127.0.0.1:2000 'one
            two' >/dev/null
            # Two of the answer's lines are whole, and the capture goes on.
            for line in 1 2 3; do read -r line <&8; echo "$line"; done
            kill -INT $server $child
            wait $child
            """
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.dropFirst() == ["← one", "← twoone"])
    }
}
