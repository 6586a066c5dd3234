internal import Platform
internal import Probing
internal import Wire

/// What a probe came to.
struct ScrapeResult: Sendable {
    /// More are not kept, however many attempts a module makes.
    private static let mostSteps = 1_000

    let module: ExporterModule
    let began: Int64
    var lookupNanoseconds: Int64 = 0
    var durationNanoseconds: Int64 = 0
    /// Where the name has no address to probe.
    var nameOutcome: String?
    /// Those of the target, and behind them those of each place where an answer led.
    var addresses: [ScrapedAddress] = []
    /// Where each place begins among the addresses.
    private(set) var places: [Int] = []
    var redirects = 0
    private var isRefused = false
    private(set) var steps: [ScrapeStep] = []

    init(_ module: ExporterModule, began: Int64) {
        self.module = module
        self.began = began
    }

    mutating func note(_ event: ScrapeStep.Event) {
        guard steps.count < Self.mostSteps else { return }
        steps.append(ScrapeStep(nanoseconds: Clock.monotonicNanoseconds() - began, event: event))
    }

    /// Begins with the addresses of a place; returns where they stand among all.
    mutating func begin(_ addresses: [SocketAddress]) -> Int {
        places.append(self.addresses.count)
        self.addresses += addresses.map(ScrapedAddress.init)
        return self.addresses.count - addresses.count
    }

    mutating func refuse(_ text: [UInt8], _ refusal: ScrapeStep.RedirectRefusal) {
        isRefused = true
        note(.refusedRedirect(text: text, refusal))
    }

    /// Where the last place's answer leads.
    var redirect: [UInt8]? { addresses[(places.last ?? 0)...].lazy.compactMap(\.redirect).first }

    /// Whether the target, and each place where it led, answered as it had to.
    var isSuccess: Bool {
        guard !addresses.isEmpty, nameOutcome == nil, !isRefused else { return false }
        let attempts = module.plan.endsWithSuccess ? 1 : module.plan.count ?? 1
        return places.indices.allSatisfy { index in
            let end = index + 1 < places.count ? places[index + 1] : addresses.count
            let place = addresses[places[index]..<end]
            return module.isContentWithAny
                ? place.contains { $0.isGood(of: attempts) } : place.allSatisfy { $0.isGood(of: attempts) }
        }
    }

    /// The address that metrics without one are about: the first of the last place that decided.
    var deciding: ScrapedAddress? {
        let place = addresses[(places.last ?? 0)...]
        let isGood = isSuccess
        return place.first { $0.isGood(of: 1) == isGood } ?? place.first
    }
}
