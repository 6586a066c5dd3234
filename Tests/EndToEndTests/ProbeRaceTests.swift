import TestSupport
import Testing

/// `netlab probe --race` on a system whose names and routes are the test's own.
@Suite struct ProbeRaceTests {
    private static let files = [
        "hosts": """
        127.0.0.1 localhost
        ::1 localhost
        192.0.2.1 both
        2001:db8::1 both
        192.0.2.1 four

        """,
        "nsswitch.conf": "hosts: files\n",
    ]

    /// 192.0.2.1:80 answers; what goes to 2001:db8::1 is lost without a word.
    private static let paths = """
        ip link add here type veth peer name there
        ip link set here up
        ip link set there up
        ip address add 192.0.2.1/24 dev here
        ip address add 2001:db8:1::1/64 dev here nodad
        ip -6 route add 2001:db8::/64 dev here
        ip -6 neighbour add 2001:db8::1 lladdr 02:00:00:00:00:01 dev here
        listen "$netlab" serve discard 192.0.2.1:80 --for 60s >/dev/null

        """

    private static func race(_ script: String) async throws -> FinishedProcess {
        try await Sandbox.run(files: files, paths + script + "\nstatus=$?; kill $child; exit $status")
    }

    @Test(.needsSandbox, .needs(.ip)) func `IPv4 wins a quarter of a second behind IPv6 that says nothing`()
        async throws
    {
        let run = try await Self.race(#""$netlab" probe --race both:80 --json"#)
        #expect(run.status == 0)
        let race = try #require(try JSON(run.standardOutput).targets?.array?.first)
        #expect((race.outcome?.string, race.winner?.string) == ("connected", "192.0.2.1:80"))
        let attempts = try #require(race.attempts?.array)
        #expect(attempts.map { $0.address?.string } == ["[2001:db8::1]:80", "192.0.2.1:80"])
        #expect(attempts.map { $0.startCause?.string } == ["first", "delay"])
        #expect(attempts[0].outcome == .null)
        let starts = attempts.compactMap { $0.startMicroseconds?.integer }
        #expect(starts[1] - starts[0] >= 250_000)
        // The one that lost was followed behind the win.
        let ends = attempts.compactMap { $0.endMicroseconds?.integer }
        #expect(ends[0] - ends[1] >= 900_000)
        #expect(race.explanation?.string?.contains("ms of waiting for [2001:db8::1]:80, which never answered;") == true)
    }

    @Test(.needsSandbox, .needs(.ip)) func `a route that forbids costs no time, and the other family is tried at once`()
        async throws
    {
        let run = try await Self.race(
            """
            ip -6 route replace unreachable 2001:db8::/64
            "$netlab" probe --race both:80 --format ndjson
            """
        )
        #expect(run.status == 0)
        let events = try JSON.lines(run.standardOutput)
        #expect(
            events.map { $0.event?.string } == ["start", "lookup", "lookup", "attempt", "attempt", "race", "summary"]
        )
        #expect(events[5].winner?.string == "192.0.2.1:80")
        // Without a route RFC 6724 has it last; but where AAAA comes first, it is tried at once.
        let six = try #require(events[3...4].first { $0.address?.string == "[2001:db8::1]:80" })
        #expect(six.outcome == .null || six.outcome?.string == "unreachable")
        #expect(six.startCause == .null || six.startCause?.string == "first")
    }

    @Test(.needsSandbox, .needs(.ip)) func `who is refused makes room, and who is alone is said to be`() async throws {
        let both = try await Self.race(#""$netlab" probe --race localhost:81 four:80"#)
        #expect(both.status == 69)
        #expect(both.output.contains(/\[::1\]:81 .* refused\n/))
        #expect(both.output.contains(/127\.0\.0\.1:81 .* refused\n/))
        #expect(both.output.contains("Nobody won: the last of 2 attempts ended after"))
        #expect(both.output.contains("192.0.2.1:80 won after"))
        #expect(both.lines.allSatisfy { $0.count <= 80 })
        #expect(try await Self.race(#""$netlab" probe --race nosuch:80"#).status == 68)
        #expect(try await Self.race(#""$netlab" probe --race both:80 -6 --timeout 100ms"#).status == 75)
    }

    @Test(arguments: [("127.0.0.1:1", "A"), ("[::1]:1", "AAAA"), ("[::1%1]:1", "AAAA")])
    func `an address is looked up in its own family alone`(target: String, type: String) async throws {
        let run = try await NetlabProcess.run("probe", "--race", target, "--json")
        let race = try #require(try JSON(run.standardOutput).targets?.array?.first)
        #expect(race.lookups?.array?.compactMap { $0.type?.string } == [type])
        #expect(race.attempts?.array?.count == 1)
    }

    @Test func `options for many attempts, and paths, are refused`() async throws {
        for arguments in [["-c", "3"], ["-i", "1s"], ["--wait"], ["--any"], ["--concurrency", "2"]] {
            let run = try await NetlabProcess.run(["probe", "--race", "localhost:80"] + arguments)
            #expect(run.status == 64)
            #expect(run.errors.contains("--race is one that they share"))
        }
        #expect(try await NetlabProcess.run("probe", "--race", "unix:/tmp/none").status == 64)
        #expect(try await NetlabProcess.run("probe", "--race", "--source", "::1", "-4", "localhost:80").status == 64)
    }
}
