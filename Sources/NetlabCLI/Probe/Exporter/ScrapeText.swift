internal import Composing
internal import Platform
internal import Probing
internal import Rendering
internal import Wire

/// What `debug=true` shows: what a scrape did and when, its metrics, and its module.
enum ScrapeText {
    static func text(_ report: ScrapeReport) -> String {
        let end = report.isSuccess ? "succeeded" : "failed"
        let head = [
            line(0, "probes \(VisibleText.escaped(report.target)) as module \(report.module.name)")
        ]
        let last = line(report.durationNanoseconds, "the probe \(end)")
        let settings = report.module.settings.map { "  \($0.key): \(VisibleText.escaped($0.value))" }
        return """
            What the probe did:
            \((head + report.steps.map { line($0.nanoseconds, text($0.event)) } + [last]).joined(separator: "\n"))

            Metrics that it would have returned:
            \(String(decoding: report.metrics, as: UTF8.self))
            Its module:
            \(report.module.name):
            \(settings.joined(separator: "\n"))

            """
    }

    private static func line(_ nanoseconds: Int64, _ text: String) -> String {
        "\(Quantity.duration(nanoseconds: nanoseconds)): \(text)"
    }

    private static func text(_ event: ScrapeStep.Event) -> String {
        switch event {
        case .lookup(let target, nil): "\(VisibleText.escaped(target.host)) is not known in time"
        case .lookup(let target, .failure(let failure)?):
            "\(VisibleText.escaped(target.host)): \(VisibleText.escaped(failure.reason))"
        case .lookup(let target, .success(let addresses)?):
            "\(VisibleText.escaped(target.host)) is \(addresses.map(\.description).joined(separator: ", "))"
        case .attempt(let attempt, let target): text(attempt, target)
        case .redirect(let location): "the answer leads to \(VisibleText.escaped(location.description))"
        case .refusedRedirect(let text, let refusal):
            "the answer leads to \(VisibleText.escaped(text.prefix(1_024))), where nobody goes: \(reason(refusal))"
        }
    }

    private static func text(_ attempt: Attempt, _ target: Target) -> String {
        let remark = attempt.remark(to: target).map { ": \($0)" } ?? ""
        let times = [
            ("connect", attempt.connectNanoseconds), ("first byte", attempt.firstByteNanoseconds),
            ("total", attempt.totalNanoseconds),
        ].compactMap { name, time in time.map { "\(name) \(Quantity.duration(nanoseconds: $0))" } }
        return "\(target.name.description) \(attempt.outcome.rawValue)\(remark) (\(times.joined(separator: ", ")))"
    }

    private static func reason(_ refusal: ScrapeStep.RedirectRefusal) -> String {
        switch refusal {
        case .tooMany: "it is behind \(HTTPExchange.mostRedirects) others"
        case .location(.scheme("https")): "it needs TLS, which netlab does not speak"
        case .location: "it is no URL of http"
        case .forbidden: "it has an address that --allow does not name"
        }
    }
}
