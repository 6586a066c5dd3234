internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The published shape of an explanation.
extension Explanation {
    var outcomeName: String {
        switch system {
        case .host, .names: "found"
        case .failed(let failure): failure.outcomeName
        case nil: "timedOut"
        }
    }

    /// Its members behind the outcome.
    func members(_ json: inout JSONWriter) {
        switch target {
        case .name(let name, _):
            json.member("name", name)
            json.unknown("address")
        case .address(let address):
            json.unknown("name")
            json.member("address", address.hostText)
        }
        json.member("answers", array: answers) { json, answer in
            json.object { answer.members(&$0) }
        }
        if case .failed(let failure)? = system { json.errorMember(failure) } else { json.unknown("error") }
        json.member("notes", strings: notes)
        json.member("sources", array: walk.steps) { json, step in
            json.object { step.members(&$0) }
        }
        json.member("candidates", array: search?.trials ?? []) { json, trial in
            json.object { trial.members(&$0) }
        }
        if let order {
            json.member("order") { json in json.object { order.members(&$0) } }
        } else {
            json.unknown("order")
        }
        json.member("settings", array: settings.inForce) { json, setting in
            json.object { setting.members(&$0) }
        }
    }

    /// The answers and whose word they are, or why there is none.
    var facts: [String] {
        switch system {
        case .failed(let failure): [failure.kindText]
        case nil: ["no answer in time"]
        case .host, .names:
            answers.map { VisibleText.escaped($0.text + ($0.origin.map { " from \($0.source)" } ?? "")) }
        }
    }

    /// An address or a name of the answer, and who said it.
    private struct Answer {
        let text: String
        let origin: Origin?

        func members(_ json: inout JSONWriter) {
            json.member("answer", text)
            json.member("source", origin?.source)
            json.member("hostsLines", array: origin?.lines ?? []) { $0.value($1) }
        }
    }

    private var answers: [Answer] {
        switch system {
        case .host(let lookup):
            lookup.addresses.map { Answer(text: $0.hostText, origin: origin(of: $0.address)) }
        case .names(let names): names.map { Answer(text: $0, origin: origin(of: $0)) }
        case .failed, nil: []
        }
    }
}

extension HostWalk.Step {
    fileprivate func members(_ json: inout JSONWriter) {
        json.member("source", source.name)
        json.member("reached", isReached)
        json.member("answers", answers)
        json.member("status", answer?.status.text)
        json.member("action", action?.text)
        json.member("durationMicroseconds", duration.nanoseconds / 1000)
        json.member("names", strings: answer?.names ?? [])
        json.member("addresses", strings: answer?.addresses.map(\.hostText) ?? [])
        json.member("ttlSeconds", answer?.timeToLiveSeconds)
        var library: String?
        var code: String?
        switch answer?.problem {
        case .notInstalled(let name): library = name
        case .failed(let failure): code = failure.codeName
        case .cannotLookUp, nil: break
        }
        json.member("missingLibrary", library)
        json.member("code", code)
    }
}

extension CandidateSearch.Trial {
    fileprivate func members(_ json: inout JSONWriter) {
        json.member("name", candidate.name)
        var domain: String?
        let origin: String
        switch candidate.origin {
        case .asGiven: origin = "asGiven"
        case .hostAlias: origin = "hostAlias"
        case .search(let name):
            origin = "search"
            domain = name
        }
        json.member("origin", origin)
        json.member("domain", domain)
        json.member("asked", !lookups.isEmpty)
        json.member("reason", fault?.description)
        json.member("questions", array: lookups) { json, lookup in
            json.object {
                $0.member("type", lookup.question.type.description)
                $0.member("answer", lookup.outcome.answerText)
                if case .failed(let failure) = lookup.outcome { $0.icmpMembers(failure) } else { $0.icmpMembers(nil) }
                $0.member("server", lookup.best.server.description)
                $0.member("durationMicroseconds", lookup.duration.nanoseconds / 1000)
                $0.member("addresses", strings: lookup.message?.answers.compactMap(\.address).map(\.description) ?? [])
            }
        }
    }
}

extension Explanation.Order {
    fileprivate func members(_ json: inout JSONWriter) {
        json.member("isTheSystems", isTheSystems)
        json.member("differsFromStandard", glibc.destinations != standard.destinations)
        json.member("glibc", array: glibc.destinations.indices) { json, index in
            json.object { members(&$0, glibc, index, policy) }
        }
        json.member("standard", array: standard.destinations.indices) { json, index in
            json.object { members(&$0, standard, index, .standard) }
        }
    }

    private func members(
        _ json: inout JSONWriter,
        _ sorted: AddressOrder.Sorted,
        _ index: Int,
        _ policy: AddressPolicy
    ) {
        let destination = sorted.destinations[index]
        json.member("address", destination.text)
        json.member("scope", policy.scope(of: destination.address))
        json.member("label", policy.labels.value(of: destination.address))
        json.member("precedence", policy.precedences.value(of: destination.address))
        if let source = destination.source {
            json.member("source") { json in json.object { source.members(&$0, policy) } }
        } else {
            json.unknown("source")
        }
        let rule = sorted.rules.indices.contains(index) ? sorted.rules[index] : nil
        json.member("ruleBeforeNext", rule?.rawValue)
        json.member("ruleBeforeNextName", rule?.text)
    }
}

extension SourceAddress {
    fileprivate func members(_ json: inout JSONWriter, _ policy: AddressPolicy) {
        json.member("address", address.description)
        json.member("prefixLength", prefixLength)
        json.member("interface", interface.flatMap { Interface(number: $0)?.name })
        json.member("scope", policy.scope(of: address))
        json.member("label", policy.labels.value(of: address))
        json.member("deprecated", isDeprecated)
        json.member("home", isHome)
        json.member("tunnelled", isTunnelled)
    }
}

extension Setting {
    fileprivate func members(_ json: inout JSONWriter) {
        json.member("name", name)
        json.member("value", value)
        var path: String?
        var line: Int?
        var variable: String?
        switch origin {
        case .file(let name, let number): (path, line) = (name, number)
        case .environment(let name): variable = name
        case .hostName, .builtIn: break
        }
        json.member("file", path)
        json.member("line", line)
        json.member("environment", variable)
    }
}
