internal import Platform
internal import Probing
internal import Wire

/// One probe that a scrape asked for: looks the target up, asks whether it may be probed, probes every address of it, and goes
/// where the answer leads, if the module does.
struct Scrape {
    /// More addresses than any service has for its clients.
    private static let mostAddresses = 64

    let module: ExporterModule
    let target: ExporterTarget
    /// When it has to be over, on the monotonic clock.
    let deadline: Int64
    let admission: Admission
    let lookups: Lookups

    func run() throws(ExporterRefusal) -> ScrapeResult {
        let began = Clock.monotonicNanoseconds()
        var result = ScrapeResult(module, began: began)
        var next: (target: ExporterTarget, probe: Probe)? = (target, module.probe)
        while let (target, probe) = next {
            next = nil
            let answer = try lookUp(target, &result)
            guard case .success(let addresses)? = answer else { break }
            guard addresses.allSatisfy({ admission.admits($0.address) }) else {
                guard result.redirects > 0 else { throw .forbidden }
                result.refuse(Array("\(target.location?.description ?? "")".utf8), .forbidden)
                break
            }
            guard addresses.count <= Self.mostAddresses else { throw .tooManyAddresses(addresses.count) }
            do throws(SystemFailure) {
                try self.probe(addresses, target, probe, &result)
            } catch {
                throw .failed(error)
            }
            guard let exchange = module.exchange, exchange.follows, let text = result.redirect else { break }
            next = follow(text, from: target, exchange, &result)
        }
        result.durationNanoseconds = Clock.monotonicNanoseconds() - began
        return result
    }

    private func lookUp(
        _ target: ExporterTarget,
        _ result: inout ScrapeResult
    ) throws(ExporterRefusal) -> Result<[SocketAddress], LookupFailure>? {
        let start = Clock.monotonicNanoseconds()
        let rest = Duration.nanoseconds(max(0, deadline - start))
        let answer = try lookups.addresses(of: target, family: module.family, limit: rest)
        result.lookupNanoseconds += Clock.monotonicNanoseconds() - start
        result.note(.lookup(target, answer))
        switch answer {
        case nil: result.nameOutcome = Outcome.timedOut.rawValue
        case .failure(let failure)?: result.nameOutcome = failure.exporterOutcome
        case .success?: break
        }
        return answer
    }

    private func probe(
        _ addresses: [SocketAddress],
        _ target: ExporterTarget,
        _ probe: Probe,
        _ result: inout ScrapeResult
    ) throws(SystemFailure) {
        let targets = addresses.map { Target(.internet($0), target.transport, target.location) }
        let first = result.begin(addresses)
        var plan = module.plan
        let rest = Duration.nanoseconds(max(0, deadline - Clock.monotonicNanoseconds()))
        plan.ending = rest
        plan.lasting = min(rest, plan.lasting ?? rest)
        var prober = try Prober(targets, probe, plan)
        let none: StopSignals? = nil
        do {
            while let attempts = try prober.next(until: none) {
                for attempt in attempts {
                    result.addresses[first + attempt.target].add(attempt)
                    result.note(.attempt(attempt, targets[attempt.target]))
                }
            }
        } catch let failure as SystemFailure {
            throw failure
        } catch {
            // Without signals there is no interruption.
        }
    }

    /// Where the answer leads; nil where it is not followed.
    private func follow(
        _ text: [UInt8],
        from target: ExporterTarget,
        _ exchange: HTTPExchange,
        _ result: inout ScrapeResult
    ) -> (target: ExporterTarget, probe: Probe)? {
        guard result.redirects < HTTPExchange.mostRedirects else {
            result.refuse(text, .tooMany)
            return nil
        }
        do throws(HTTPLocation.Fault) {
            guard let from = target.location else { return nil }
            let place = try from.resolving(text)
            result.redirects += 1
            result.note(.redirect(place))
            // What is for one server is not sent to another.
            var exchange = exchange
            exchange.trusted = Set([self.target.location?.authority].compactMap(\.self))
            let port = place.port ?? "80"
            let next = ExporterTarget(host: place.host, service: port, transport: .tcp, location: place)
            return (next, .http(exchange))
        } catch {
            result.refuse(text, .location(error))
            return nil
        }
    }
}

extension LookupFailure {
    /// What an attempt came to that had no address, as metrics call it: a name server that fails says nothing of the name.
    fileprivate var exporterOutcome: String {
        switch kind {
        case .temporary, .permanent: "nameUnavailable"
        case .system: Outcome.systemFailure.rawValue
        case .noSuchName, .noAddress, .noSuchService, .badArgument: Outcome.nameNotFound.rawValue
        }
    }
}
