internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension Comparison {
    /// The verdict in a line.
    var verdictText: String {
        switch verdict {
        case .same:
            let silent = servers.count { $0.answer?.set == nil }
            return (hasAnswers ? "the same" : "the same: nobody knows it")
                + (silent == 0 ? "" : ", but \(silent) of \(Quantity.counted(servers.count, "server")) did not say")
        case .systemDiffers(let difference):
            return difference.text + (explanation?.originText.map { ": the system's answer is from \($0)" } ?? "")
        case .serversDiffer(let agreeing):
            return "differs: the servers do not agree"
                + (agreeing.isEmpty
                    ? "" : ", the system says what \(agreeing.map(\.serverText).joined(separator: ", ")) says")
        case .noServer: return "no server said anything to compare the system's answer with"
        case .noSystem: return "the system said nothing to compare with the servers' answers"
        }
    }

    var systemText: String {
        switch explanation?.system {
        case .host(let lookup): lookup.addresses.map(\.hostText).joined(separator: "  ")
        case .names(let names): names.map { VisibleText.escaped($0) }.joined(separator: "  ")
        case .failed(let failure): "\(failure.kindText) (\(failure.codeName))"
        case nil: "no answer in time"
        }
    }

    private var hasAnswers: Bool { !answers.isEmpty }

    private var answers: [String] {
        switch explanation?.system {
        case .host(let lookup): lookup.addresses.map(\.hostText)
        case .names(let names): names
        case .failed, nil: []
        }
    }

    func members(_ json: inout JSONWriter) {
        json.member("system") { json in
            json.object {
                $0.member("answers", strings: answers)
                $0.member("source", explanation?.originText)
                if case .failed(let failure)? = explanation?.system {
                    $0.errorMember(failure)
                } else {
                    $0.unknown("error")
                }
            }
        }
        json.member("servers", array: servers) { json, server in
            json.object {
                $0.member("server", server.address.description)
                $0.member("answers", strings: server.answer?.answers ?? [])
                $0.member("name", server.foundName)
                $0.member("outcome", server.answer?.lookups.last?.outcome.answerText ?? "no answer")
                $0.icmpMembers(server.failure)
                $0.member("durationMicroseconds", server.duration.nanoseconds / 1000)
            }
        }
    }
}

extension Comparison.Verdict {
    var name: String {
        switch self {
        case .same: "same"
        case .systemDiffers: "systemDiffers"
        case .serversDiffer: "serversDiffer"
        case .noServer: "noServer"
        case .noSystem: "noSystem"
        }
    }
}

extension Comparison.Difference {
    fileprivate var text: String {
        switch self {
        case .all: "differs"
        case .only(.ipv6): "only the IPv6 addresses differ"
        case .only: "only the IPv4 addresses differ"
        }
    }
}

extension Comparison.Server {
    var text: String {
        guard let answer else { return "no answer in time" }
        if !answer.answers.isEmpty {
            // Names of the DNS are printable as master files have them.
            return answer.answers.joined(separator: "  ")
                + (foundName.map { " as " + VisibleText.escaped($0) } ?? "")
        }
        return failure?.pathText(address) ?? answer.lookups.last?.outcome.answerText ?? "was not asked"
    }

    fileprivate var failure: DNSFailure? {
        if case .failed(let failure)? = answer?.lookups.last?.outcome { failure } else { nil }
    }

    /// The name of the search list that has the addresses; nil where it is the one that was given.
    fileprivate var foundName: String? {
        guard case .search(let search)? = answer, let found = search.trials.first(where: \.isFound),
            found.candidate.origin != .asGiven
        else { return nil }
        return found.candidate.name
    }

    var status: ExitStatus {
        guard let answer else { return .timedOut }
        return answer.lookups.contains {
            if case .failed(let failure) = $0.outcome { failure.last == .timedOut } else { false }
        }
            ? .timedOut : .unavailable
    }
}
