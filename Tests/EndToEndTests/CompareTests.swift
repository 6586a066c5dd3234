import TestSupport
import Testing

/// `netlab resolve --compare` on a system whose hosts file and name server say different things.
@Suite(.needsSandbox, .needs(.ip), .needs(.unbound)) struct CompareTests {
    private static func compare(_ arguments: String) async throws -> FinishedProcess {
        try await ExplainSandbox.run(
            script: ExplainSandbox.nameServer + """
                "$netlab" resolve --compare \(arguments)
                echo "status $?"
                kill $server
                """
        )
    }

    @Test func `the answers stand beside each other under a verdict`() async throws {
        let run = try await Self.compare("web app nosuch @127.0.0.1")
        #expect(
            run.output.replacing(/\ *(?:\d[\d.,]* [mnµ]?s\b)? {2,}/, with: "  ") == """
                web  differs: the system's answer is from files, /etc/hosts line 4
                  system  192.0.2.7, from files, /etc/hosts line 4
                  127.0.0.1  203.0.113.5 as web.corp.test
                app  the same
                  system  2001:db8:1::6  203.0.113.6, from dns as app.corp.test (search corp.test)
                  127.0.0.1  203.0.113.6  2001:db8:1::6 as app.corp.test
                nosuch  the same: nobody knows it
                  system  not found (EAI_NONAME)
                  127.0.0.1  NXDOMAIN
                status 1

                """
        )
    }

    @Test func `JSON has the verdict, each answer and where it is from`() async throws {
        let run = try await Self.compare("--json -4 web 192.0.2.7 @127.0.0.1")
        let lookups = try JSON(Array(run.lines[0].utf8)).lookups?.array ?? []
        #expect(lookups.map { $0.outcome?.string } == ["systemDiffers", "systemDiffers"])
        #expect(lookups[0].system?.answers?.strings == ["192.0.2.7"])
        #expect(lookups[0].system?.source?.string == "files, /etc/hosts line 4")
        let server = try #require(lookups[0].servers?.array?.first)
        #expect(server.server?.string == "127.0.0.1:53")
        #expect(server.answers?.strings == ["203.0.113.5"])
        #expect(server.name?.string == "web.corp.test")
        #expect(lookups[1].system?.answers?.strings == ["web"])
        #expect(lookups[1].servers?.array?.first?.answers?.strings == [])
    }

    @Test(arguments: [
        ("app", "same", 0), ("app @127.0.0.1 @127.0.0.1:9", "same", 0), ("web", "systemDiffers", 1),
        ("web @127.0.0.1:9", "noServer", 69),
    ])
    func `the verdict has a name and a status`(arguments: String, verdict: String, status: Int) async throws {
        let run = try await Self.compare("--short " + arguments)
        #expect(run.lines == [verdict, "status \(status)"])
    }
}
