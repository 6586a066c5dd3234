internal import Platform
internal import Probing
internal import Rendering
internal import Resolving
internal import Wire

/// Goes where answers lead: each place is one more target, with its addresses and times.
struct Redirects {
    private let exchange: HTTPExchange
    private let most: Int

    init(_ exchange: HTTPExchange, most: Int) {
        self.exchange = exchange
        self.most = most
    }

    /// Where one of a target's answers leads.
    struct Hop {
        /// The target whose answer it was, as results call it.
        let source: String
        let place: Result<HTTPLocation, HTTPLocation.Fault>
        /// As the answer had it.
        let text: [UInt8]
    }

    /// Probes on until no answer leads anywhere.
    func follow(
        _ options: ProbeOptions,
        _ printer: inout ProbePrinter,
        until stop: borrowing StopSignals?,
        _ recorder: (any IORecorder)?,
        _ connections: ConnectionNumbers
    ) throws {
        var exchange = exchange
        exchange.trusted = Set(printer.targets.compactMap { $0.location?.authority })
        let probe = Probe.http(exchange)
        for number in 1... {
            let hops = printer.hops
            if hops.isEmpty { return }
            var resolved: [ResolvedTarget] = []
            for hop in hops {
                do {
                    let place = try hop.place.get()
                    guard number <= most else {
                        let reason = "not followed: more than \(most) redirects"
                        resolved.append(ResolvedTarget("\(place)", refused: .unexpected, reason))
                        continue
                    }
                    resolved += try ResolvedTarget.resolve(
                        [try TargetText(place, for: probe)],
                        family: options.family.family,
                        concurrency: 1,
                        timeout: options.measuring.timeout,
                        until: stop
                    )
                } catch is Interruption {
                    printer.isInterrupted = true
                    return
                } catch let fault as HTTPLocation.Fault {
                    let needsTLS = fault == .scheme("https")
                    let reason =
                        needsTLS
                        ? "it needs TLS, which netlab does not speak" : "\(hop.source) leads there: no URL to ask"
                    let outcome = needsTLS ? Outcome.unreachable : .unexpected
                    let label = String(decoding: hop.text.prefix(1_024), as: UTF8.self)
                    resolved.append(ResolvedTarget(label, refused: outcome, reason))
                } catch {
                    let reason = "\(hop.source) leads there: \(error)"
                    resolved.append(
                        ResolvedTarget("\((try? hop.place.get())?.description ?? "")", refused: .unexpected, reason)
                    )
                }
            }
            try printer.begin(resolved)
            var prober = try Prober(
                printer.targets,
                probe,
                options.plan,
                recorder: recorder,
                connections: connections
            )
            do {
                while let attempts = try prober.next(until: stop) { try printer.add(attempts) }
            } catch is ProbeInterruption {
                printer.isInterrupted = true
                return
            }
        }
    }
}
