import TestSupport
import Testing

/// The configuration of docs/at-scale.md, word by word, under a real Prometheus.
@Suite struct PrometheusTests {
    /// The code of `docs/at-scale.md` whose first line begins with `start`.
    private static func code(_ start: String) throws -> String {
        let parts = try Repository.text("docs/at-scale.md").split(separator: "```", omittingEmptySubsequences: false)
        let blocks = stride(from: 1, to: parts.count, by: 2).map { parts[$0].drop { $0 != "\n" }.dropFirst() }
        return String(try #require(blocks.first { $0.hasPrefix(start) }, "\(start)"))
    }

    private static func write(to folder: TemporaryFolder) throws {
        for (name, start) in [
            ("prometheus.yml", "# prometheus.yml"), ("netlab-rules.yml", "# netlab-rules.yml"),
            ("blackbox-rules.yml", "# blackbox-rules.yml"), ("modules.yml", "# modules.yml"),
        ] { _ = try folder.write(Array(try code(start).utf8), to: name) }
    }

    @Test(.needs(.promtool)) func `the configuration and the alerts are right`() async throws {
        try await withTemporaryFolder { folder in
            try Self.write(to: folder)
            let run = try await Peer.promtool.run("check", "config", folder.file("prometheus.yml"))
            #expect(run.status == 0, "\(run.output)\(run.errors)")
        }
    }

    @Test(.needsSandbox, .needs(.prometheus), .needs(Peer("curl")), .timeLimit(.minutes(2)))
    func `Prometheus scrapes it, and finds what is up, what is down, and the histogram`() async throws {
        let run = try await withTemporaryFolder { folder in
            try Self.write(to: folder)
            return try await Sandbox.run(
                """
                cd "$1"
                sed -i 's/scrape_interval: 15s/scrape_interval: 1s/; s/scrape_timeout: 10s/scrape_timeout: 1s/' prometheus.yml
                sed -i 's/interval: 200ms, timeout: 2s/interval: 20ms, timeout: 500ms/' modules.yml
                sed -i 's/for: 1m/for: 0s/' blackbox-rules.yml
                sed -i 's/scrape_interval: 1s/scrape_interval: 1s\\n  evaluation_interval: 1s/' prometheus.yml
                listen "$netlab" serve echo 127.0.0.1:7007; servers=$child
                listen "$netlab" serve echo udp:127.0.0.1:7007; servers="$servers $child"
                listen "$netlab" serve http 127.0.0.1:8080; servers="$servers $child"
                listen "$netlab" serve http 127.0.0.1:8081 --status 503; servers="$servers $child"
                listen "$netlab" probe exporter --modules modules.yml; servers="$servers $child"
                prometheus --config.file=prometheus.yml --storage.tsdb.path=data --log.level=error \\
                    --web.listen-address=127.0.0.1:9090 & servers="$servers $!"
                ask() { curl -s --get --data-urlencode "query=$1" http://127.0.0.1:9090/api/v1/query; }
                # Until each has an answer, or the test is given up.
                until [[ $(ask 'count(probe_success) + count(up{job="netlab_exporter"} == 1)') == *'"6"'* ]]; do
                    sleep 0.2
                done
                ask 'sum by (instance) (probe_success)'; echo
                ask 'min(up)'; echo
                ask 'sum(sum_over_time(netlab_probe_duration_seconds_count{job="echo"}[1m])) >= bool 40'; echo
                ask 'netlab_probe_attempts{outcome="refused"}'; echo
                ask 'count(netlab_probe_phase_seconds{job="echo", phase="answer"} - on (instance, address) netlab_probe_kernel_round_trip_seconds)'; echo
                firing='ALERTS{alertname=~"Blackbox.*", alertstate="firing"}'
                until [[ $(ask "count($firing)") == *'"3"'* ]]; do sleep 0.2; done
                ask "count by (alertname, instance) ($firing)"; echo
                kill -INT $servers
                wait
                """,
                folder.path
            )
        }
        let answers = run.lines.filter { $0.hasPrefix("{\"status\"") }
        try #require(answers.count == 6, "\(run.output)\(run.errors)")
        #expect(answers[0].contains(#"{"instance":"127.0.0.1:7007"},"value":["#))
        let results = try answers.map { try #require(JSON(Array($0.utf8)).data?.result?.array) }
        let up = Dictionary(
            results[0].map { ($0.metric?.instance?.string ?? "", $0.value?.array?.last?.string ?? "") }
        ) { $1 }
        let (good, bad) = ("http://127.0.0.1:8080/health?deep=1", "http://127.0.0.1:8081/")
        #expect(
            up == ["127.0.0.1:7007": "1", "udp:127.0.0.1:7007": "1", "localhost:5432": "0", good: "1", bad: "0"]
        )
        #expect(results[1].first?.value?.array?.last?.string == "1")
        #expect(results[2].first?.value?.array?.last?.string == "1")
        #expect(!results[3].isEmpty)
        #expect(results[3].allSatisfy { $0.metric?.instance?.string == "localhost:5432" })
        #expect(results[4].first?.value?.array?.last?.string == "1")
        let alerts = Set(
            results[5].map { "\($0.metric?.alertname?.string ?? "") \($0.metric?.instance?.string ?? "")" }
        )
        #expect(
            alerts == [
                "BlackboxProbeFailed localhost:5432", "BlackboxProbeFailed \(bad)", "BlackboxProbeHttpFailure \(bad)",
            ]
        )
    }
}
