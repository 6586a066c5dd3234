internal import Platform
internal import Probing
internal import Wire

/// The metrics of a scrape: those that dashboards and alerts for blackbox_exporter ask for, by its names, and netlab's own.
extension ScrapeResult {
    var families: [MetricFamily] {
        (common + http + dns + own).filter { !$0.isEmpty }
    }

    private static func gauge(_ name: String, _ help: String, _ value: Double?) -> MetricFamily {
        var family = MetricFamily(name, .gauge, help)
        if let value { family.add(value) }
        return family
    }

    private static func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }

    private var common: [MetricFamily] {
        let address = deciding?.address.address
        let matches = module.exchange != nil || module.probe.name == "banner"
        let hasMismatch =
            module.exchange.map { exchange in addresses.contains { $0.hasRefusedBody(exchange) } }
            ?? addresses.contains(where: \.hasMismatch)
        return [
            Self.gauge("probe_success", "Whether the target answered every attempt as it had to.", isSuccess ? 1 : 0),
            Self.gauge("probe_duration_seconds", "How long the whole probe took.", Self.seconds(durationNanoseconds)),
            Self.gauge(
                "probe_dns_lookup_time_seconds",
                "How long looking names up took.",
                Self.seconds(lookupNanoseconds)
            ),
            Self.gauge("probe_ip_protocol", "The version of IP that was used: 4 or 6.", address?.version ?? 0),
            Self.gauge(
                "probe_ip_addr_hash",
                "A hash of the address, which changes with it.",
                address.map { Double($0.hash32) }
            ),
            Self.gauge(
                "probe_failed_due_to_regex",
                "Whether what came did not match a pattern.",
                matches ? (hasMismatch ? 1 : 0) : nil
            ),
        ]
    }

    private var http: [MetricFamily] {
        guard module.exchange != nil else { return [] }
        let answer = deciding?.answer ?? ScrapedAddress.Answer()
        var phases = MetricFamily(
            "probe_http_duration_seconds",
            .gauge,
            "How long each phase took, over all redirects; there is no TLS."
        )
        let places = places.map { addresses[$0].phases }
        let last = deciding?.phases ?? ScrapedAddress.Phases()
        let whole = places.dropLast() + [last]
        for (phase, time) in [
            ("resolve", lookupNanoseconds), ("connect", whole.reduce(0) { $0 + $1.connect }), ("tls", 0),
            ("processing", whole.reduce(0) { $0 + $1.processing }), ("transfer", whole.reduce(0) { $0 + $1.transfer }),
        ] { phases.add(Self.seconds(time), .init("phase", phase)) }
        return [
            Self.gauge("probe_http_status_code", "The status of the answer; 0 for none.", Double(answer.status)),
            Self.gauge("probe_http_version", "The version of HTTP of the answer; 0 for none.", answer.version),
            Self.gauge(
                "probe_http_content_length",
                "The length that the answer said it had; -1 where it said none.",
                Double(answer.contentLength)
            ),
            Self.gauge(
                "probe_http_uncompressed_body_length",
                "Bytes of the answer's body; none is asked for compressed.",
                Double(answer.bodyBytes)
            ),
            Self.gauge("probe_http_redirects", "How many redirects were followed.", Double(redirects)),
            Self.gauge("probe_http_ssl", "Whether the last answer came over TLS, which netlab does not speak.", 0),
            phases,
        ]
    }

    private var dns: [MetricFamily] {
        guard module.asksDNS else { return [] }
        let reply = deciding?.datagram.flatMap { try? DNSDecoding($0).message }
        var phases = MetricFamily("probe_dns_duration_seconds", .gauge, "How long each phase took.")
        phases.add(Self.seconds(lookupNanoseconds), .init("phase", "resolve"))
        if let times = deciding?.phases {
            phases.add(Self.seconds(times.connect), .init("phase", "connect"))
            phases.add(Self.seconds(times.processing + times.transfer), .init("phase", "request"))
        }
        return [
            phases,
            Self.gauge("probe_dns_query_succeeded", "Whether an answer of the DNS came.", reply == nil ? 0 : 1),
            Self.gauge("probe_dns_answer_rrs", "Records in its answer.", Double(reply?.answers.count ?? 0)),
            Self.gauge("probe_dns_authority_rrs", "Records of its authority.", Double(reply?.authorities.count ?? 0)),
            Self.gauge("probe_dns_additional_rrs", "Additional records.", Double(reply?.additionals.count ?? 0)),
        ]
    }

    private var own: [MetricFamily] {
        var times = MetricFamily(
            "netlab_probe_duration_seconds",
            .histogram,
            "Times of the answered attempts of this probe alone, each from when it was meant to start."
        )
        var attempts = MetricFamily("netlab_probe_attempts", .gauge, "Attempts of this probe by what they came to.")
        var loss = MetricFamily("netlab_probe_loss_ratio", .gauge, "Attempts without the answer that they had to have.")
        var phases = MetricFamily(
            "netlab_probe_phase_seconds",
            .gauge,
            "Mean time of the lookup, of connecting, and from there to the answer."
        )
        phases.add(Self.seconds(lookupNanoseconds), .init("phase", "resolve"))
        var roundTrip = MetricFamily(
            "netlab_probe_kernel_round_trip_seconds",
            .gauge,
            "Round trip that the kernel measured on the last connection."
        )
        if let nameOutcome { attempts.add(1, .init("outcome", nameOutcome)) }
        // An answer may lead back to an address; its last visit counts.
        let last = Dictionary(addresses.map { ($0.address, $0) }) { $1 }
        var told: Set<SocketAddress> = []
        for place in addresses where told.insert(place.address).inserted {
            guard let address = last[place.address] else { continue }
            let label = MetricFamily.Label("address", address.address.description)
            times.add(address.times, label)
            for (outcome, count) in address.statistics.outcomes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                attempts.add(Double(count), label, .init("outcome", outcome.rawValue))
            }
            loss.add(address.statistics.sent == 0 ? 1 : address.statistics.lossPercent / 100, label)
            for phase in address.meanPhases { phases.add(phase.seconds, label, .init("phase", phase.name)) }
            if let seconds = address.roundTripSeconds { roundTrip.add(seconds, label) }
        }
        return [times, attempts, loss, phases, roundTrip]
    }
}

extension IPAddress {
    fileprivate var version: Double { if case .v4 = self { 4 } else { 6 } }

    /// FNV-1a with 32 bits over the bytes of the address, in network order.
    fileprivate var hash32: UInt32 {
        let bytes: [UInt8] =
            switch self {
            case .v4(let value): (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
            case .v6(let value): (0..<16).map { UInt8(truncatingIfNeeded: value.bits >> UInt128(120 - 8 * $0)) }
            }
        return bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
