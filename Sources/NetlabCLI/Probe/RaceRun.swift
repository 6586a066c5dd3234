internal import ArgumentParser
internal import Platform
internal import Probing
internal import Resolving
internal import Wire

/// Races for each target, one after the other.
struct RaceRun {
    let options: ProbeOptions

    /// One line on the first option that a race has no use for.
    func validate() throws {
        let measuring = options.measuring
        let useless = [
            ("--count", measuring.count != nil), ("--interval", measuring.interval != nil),
            ("--for", measuring.lasting != nil), ("--warmup", measuring.warmup != nil), ("--wait", measuring.wait),
            ("--concurrency", measuring.concurrency != 32), ("--max-bytes", measuring.maxBytes != 1 << 30),
            ("--any", options.targets.need == .any), ("--assert", !options.output.assertions.isEmpty),
            ("--unordered", options.output.unordered), ("--live", options.output.live),
            ("--format csv", options.output.chosen == .csv),
        ]
        if let name = useless.first(where: \.1)?.0 {
            throw ValidationError("\(name) is for attempts on every address, and --race is one that they share")
        }
    }

    func run() throws {
        let texts = try options.targets.texts(for: .connect)
        for text in texts where text.transport != .tcp {
            throw ValidationError("a path has no addresses that could race: --race is for HOST:PORT")
        }
        try options.socket.check([.tcp])
        let measuring = options.measuring
        let recorder = try measuring.record.map { try IORecordWriter($0, program: "netlab probe --race") }
        let stop: StopSignals? = try StopSignals()
        let order = AddressOrder.ofThisHost
        var plan = Race.Plan()
        plan.families = try families
        plan.timeout = measuring.timeout
        plan.source = options.socket.source
        plan.options = options.socket.settings
        var output = RaceOutput(
            format: options.output.shared ?? .text,
            style: options.output.color.style,
            delays: plan.delays
        )
        try output.begin()
        for text in texts {
            guard case .internet(let host, let ports) = text.place else { continue }
            var plan = plan
            // An address has no others to be looked up.
            if let own = RaceFamily(literal: host), plan.families.contains(own) { plan.families = [own] }
            for port in ports where !output.isInterrupted {
                let race = try Race(plan, recorder: recorder) { order.sorted($0) }
                try output.add(race.run(host, service: port, until: stop), text.label(host, port))
            }
        }
        try output.finish()
        try recorder?.finish()
        if output.status != .success { throw output.status }
    }

    /// A source has a family, and connects to no other.
    private var families: [RaceFamily] {
        get throws {
            let source = options.socket.source.map(RaceFamily.init)
            let families = RaceFamily.allCases.filter { family in
                let isAsked =
                    switch options.family.family {
                    case .any: true
                    case .ipv4: family == .ipv4
                    case .ipv6: family == .ipv6
                    }
                return isAsked && family == source ?? family
            }
            guard !families.isEmpty else { throw ValidationError("--source is an address of the other family") }
            return families
        }
    }
}

extension RaceFamily {
    /// That of an address as it is typed, be it with a zone behind `%`.
    fileprivate init?(literal: String) {
        guard let address = IPAddress(String(literal.prefix { $0 != "%" })) else { return nil }
        self.init(SocketAddress(address: address, port: 0))
    }
}
