import Testing
import Wire

/// The two text formats, and who gets which.
@Suite struct MetricsFormatTests {
    @Test(arguments: [
        ([], MetricsFormat.plain), (["*/*"], .plain), (["text/plain;version=0.0.4"], .plain),
        (["application/openmetrics-text;version=1.0.0", "text/plain;version=0.0.4;q=0.5", "*/*;q=0.1"], .openMetrics),
        (["application/openmetrics-text; version=\"1.0.0\"; charset=utf-8"], .openMetrics),
        (["application/openmetrics-text;q=0.3", "text/plain;q=0.5"], .plain),
        (["application/openmetrics-text;version=2.0.0"], .plain), (["application/openmetrics-text;q=0"], .plain),
        ([";;q=x", "="], .plain),
    ])
    func `the format is the one that is liked better`(accept: [String], format: MetricsFormat) {
        #expect(MetricsFormat(accepting: accept) == format)
    }

    @Test func `counters are named as each format names them, and OpenMetrics has units and an end`() {
        var requests = MetricFamily("n_requests", .counter, #"a "b" \"#)
        requests.add(3, .init("code", "a\"\\\n"))
        var time = MetricFamily("n_seconds", .gauge, "t")
        time.add(0.25)
        #expect(
            String(decoding: MetricsFormat.plain.encoded([requests, time]), as: UTF8.self) == #"""
                # HELP n_requests_total a "b" \\
                # TYPE n_requests_total counter
                n_requests_total{code="a\"\\\n"} 3
                # HELP n_seconds t
                # TYPE n_seconds gauge
                n_seconds 0.25

                """#
        )
        #expect(
            String(decoding: MetricsFormat.openMetrics.encoded([requests, time]), as: UTF8.self) == #"""
                # HELP n_requests a \"b\" \\
                # TYPE n_requests counter
                n_requests_total{code="a\"\\\n"} 3
                # HELP n_seconds t
                # TYPE n_seconds gauge
                # UNIT n_seconds seconds
                n_seconds 0.25
                # EOF

                """#
        )
    }

    @Test func `a bucket has all that is no longer than its bound`() {
        var histogram = SecondsHistogram()
        for nanoseconds in [0, 25_000, 25_001, 1_000_000_000, 11_000_000_000] as [Int64] {
            histogram.add(nanoseconds: nanoseconds)
        }
        var family = MetricFamily("h", .histogram, "h")
        family.add(histogram, .init("a", "b"))
        let lines = String(decoding: MetricsFormat.plain.encoded([family]), as: UTF8.self).split(separator: "\n")
        #expect(lines.contains(#"h_bucket{a="b",le="2.5e-05"} 2"#))
        #expect(lines.contains(#"h_bucket{a="b",le="5e-05"} 3"#))
        #expect(lines.contains(#"h_bucket{a="b",le="0.5"} 3"#))
        #expect(lines.contains(#"h_bucket{a="b",le="1.0"} 4"#))
        #expect(lines.contains(#"h_bucket{a="b",le="+Inf"} 5"#))
        #expect(lines.contains(#"h_sum{a="b"} 12.000050001"#))
        #expect(lines.last == #"h_count{a="b"} 5"#)
    }
}
