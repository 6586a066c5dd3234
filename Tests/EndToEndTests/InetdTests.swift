import TestSupport
import Testing

/// The classic kinds against the services that inetd has built in.
@Suite struct InetdTests {
    private static let inetd = Peer("inetd")

    /// Its names and ports are those of services(5), and over UDP it does not answer 127.0.0.0/8.
    @Test(.needsSandbox, .needs(inetd), .needs(.ip)) func `inetd's own services are what they are to netlab`()
        async throws
    {
        let services = ["echo", "discard", "daytime", "time", "chargen"]
        let configuration = services.flatMap {
            ["\($0) stream tcp4 nowait root internal", "\($0) dgram udp4 wait root internal"]
        }
        try await withTemporaryFolder { folder in
            let run = try await Sandbox.run(
                """
                ip address add 192.0.2.1/32 dev lo
                "$2" -i "$1" & server=$!
                trap 'kill $server' EXIT
                "$netlab" probe --wait --for 20s -i 20ms 192.0.2.1:7,9,13,19,37 >/dev/null
                for kind in echo discard daytime time chargen; do "$netlab" probe "$kind" 192.0.2.1 -c 2 -i 10ms --json; done
                for kind in echo daytime time chargen; do "$netlab" probe "$kind" udp:192.0.2.1 -c 2 -i 10ms --json; done
                "$netlab" probe udp 192.0.2.1:7,9,11 --timeout 200ms --json
                """,
                try folder.write(Array((configuration.joined(separator: "\n") + "\n").utf8), to: "inetd.conf"),
                try #require(Self.inetd.path)
            )
            #expect(run.errors == "")
            let documents = try JSON.lines(run.standardOutput)
            #expect(documents.count == 10)
            for document in documents.dropLast() {
                let outcomes = document.targets?.array?.first?.attempts?.array?.compactMap { $0.outcome?.string }
                #expect(outcomes == ["replied", "replied"], "\(document.kind?.string ?? "")")
            }
            let datagrams = documents.last?.targets?.array?.compactMap { $0.attempts?.array?.first?.outcome?.string }
            #expect(datagrams == ["replied", "silent", "refused"])
        }
    }
}
