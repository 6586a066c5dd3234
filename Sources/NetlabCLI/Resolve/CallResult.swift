internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// A call, its arguments and what it returned, in the call's own terms.
struct CallResult: LinedResult {
    let input: String
    let outcome: LookupPool.Outcome<Answer>

    enum Answer: Sendable {
        case returned(ResolverRequest, ResolverReturn)
        case failed(ResolverRequest, LookupFailure)
        case badArgument(LookupTarget.Fault)
    }

    private var answer: Answer? { outcome.answer }
    private var duration: String { Quantity.duration(nanoseconds: outcome.duration.nanoseconds) }

    var status: ExitStatus {
        switch answer {
        case .returned: .success
        case .failed(_, let failure): failure.status
        case .badArgument: .usage
        case nil: .timedOut
        }
    }

    // MARK: Text

    func text(_ style: Style) -> [String] {
        switch answer {
        case .returned(let request, let value):
            [style.text(request.text, .bold), "  returned in \(duration)"] + value.lines(as: request.call)
                + notes(request, succeeded: true)
        case .failed(let request, let failure):
            [style.text(request.text, .bold), "  failed in \(duration) with \(failure.codeName): \(failure.reason)"]
                + notes(request, succeeded: false)
        case .badArgument, nil: [complaint ?? ""]
        }
    }

    private func notes(_ request: ResolverRequest, succeeded: Bool) -> [String] {
        request.notes(succeeded: succeeded).flatMap { Paragraph.lines("note: \($0)", width: 80) }
    }

    var short: [String] {
        guard case .returned(_, let value) = answer else { return [] }
        return switch value {
        case .hostName(let name): [VisibleText.escaped(name)]
        case .qualifiedName(let name): [VisibleText.escaped(name.name)]
        case .entry(let entry): entry.short(isReverse: isReverse)
        case .addressInfo(let info): info.addresses.map { $0.port == 0 ? $0.hostText : $0.text }
        case .nameInfo(let host, _): [VisibleText.escaped(host)]
        }
    }

    private var isReverse: Bool {
        if case .returned(let request, _) = answer { request.call == .gethostbyaddr } else { false }
    }

    var complaint: String? {
        let input = VisibleText.escaped(input)
        return switch answer {
        case .returned: nil
        case .failed(let request, let failure):
            "\(input): \(request.functionName): \(failure.reason) (\(failure.codeName)), \(duration)"
        case .badArgument(let fault): "\(input.isEmpty ? "''" : input): \(fault.text)"
        case nil: "\(input): no answer within \(duration)"
        }
    }

    /// Whatever the call returns is the answer.
    var isAnswer: Bool {
        switch answer {
        case .returned, .failed: true
        case .badArgument, nil: false
        }
    }

    var facts: [String] {
        switch answer {
        case .returned(let request, let value): value.lines(as: request.call)
        case .failed(_, let failure): ["\(failure.codeName): \(failure.reason)"]
        case .badArgument(let fault): [fault.text]
        case nil: ["no answer in time"]
        }
    }

    // MARK: JSON

    func members(_ json: inout JSONWriter) {
        json.member("outcome", outcomeName)
        json.member("durationMicroseconds", outcome.duration.nanoseconds / 1000)
        switch answer {
        case .returned(let request, let value):
            request.members(&json)
            json.member("result") { json in json.object { value.members(&$0) } }
            json.member("notes", strings: request.notes(succeeded: true))
        case .failed(let request, let failure):
            request.members(&json)
            json.unknown("result")
            json.errorMember(failure)
            json.member("notes", strings: request.notes(succeeded: false))
        case .badArgument(let fault): json.member("reason", fault.text)
        case nil: break
        }
    }

    private var outcomeName: String {
        switch answer {
        case .returned: "found"
        case .failed(_, let failure): failure.outcomeName
        case .badArgument: "badArgument"
        case nil: "timedOut"
        }
    }
}

extension HostEntry {
    fileprivate func short(isReverse: Bool) -> [String] {
        isReverse ? ([name] + aliases).map { VisibleText.escaped($0) } : addresses.map(\.description)
    }
}
