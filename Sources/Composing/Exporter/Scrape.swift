internal import Platform
internal import Probing
internal import Wire

/// One probe that a scrape asked for: looks the target up, asks whether it may be probed, and probes every address of it.
struct Scrape {
    /// More addresses than any service has for its clients.
    private static let mostAddresses = 64

    let module: ExporterModule
    let target: ExporterTarget
    /// For all of it.
    let limit: Duration

    func run(_ admission: Admission, _ lookups: Lookups) throws(ExporterRefusal) -> ScrapeResult {
        let began = Clock.monotonicNanoseconds()
        var result = ScrapeResult(module)
        let answer = try lookups.addresses(of: target, family: module.family, limit: limit)
        result.lookupNanoseconds = Clock.monotonicNanoseconds() - began
        switch answer {
        case nil: result.nameOutcome = .timedOut
        case .failure(let failure)?: result.nameOutcome = failure.isTemporary ? .timedOut : .nameNotFound
        case .success(let addresses)?:
            guard addresses.allSatisfy({ admission.admits($0.address) }) else { throw .forbidden }
            guard addresses.count <= Self.mostAddresses else { throw .tooManyAddresses(addresses.count) }
            do throws(SystemFailure) {
                try probe(addresses, began + limit.nanoseconds, &result)
            } catch {
                throw .failed(error)
            }
        }
        result.durationNanoseconds = Clock.monotonicNanoseconds() - began
        return result
    }

    private func probe(
        _ addresses: [SocketAddress],
        _ deadline: Int64,
        _ result: inout ScrapeResult
    ) throws(SystemFailure) {
        result.addresses = addresses.map { ScrapeResult.Address(name: $0.description) }
        var plan = module.plan
        let rest = Duration.nanoseconds(max(0, deadline - Clock.monotonicNanoseconds()))
        plan.ending = rest
        plan.lasting = min(rest, plan.lasting ?? rest)
        var prober = try Prober(addresses.map { Target(.internet($0), target.transport) }, module.probe, plan)
        let none: StopSignals? = nil
        do {
            while let attempts = try prober.next(until: none) {
                for attempt in attempts { result.addresses[attempt.target].add(attempt) }
            }
        } catch let failure as SystemFailure {
            throw failure
        } catch {
            // Without signals there is no interruption.
        }
    }
}
