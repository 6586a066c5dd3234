internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The published shape of what DNS servers said to one question.
extension DirectResult {
    func members(_ json: inout JSONWriter) {
        let message = lookup.message
        json.member("outcome", outcomeName)
        json.member("durationMicroseconds", lookup.duration.nanoseconds / 1000)
        json.member("name", lookup.question.name.description)
        json.member("type", lookup.question.type.description)
        json.member("server", lookup.best.server.description)
        json.member("transport", lookup.best.transport.rawValue)
        json.member("attempts", lookup.queries)
        json.member("ignoredMessages", lookup.ignored)
        json.member("responseCode", message?.responseCode.description)
        json.member("reason", reason)
        if let message {
            json.member("flags", strings: message.flags.names)
            json.member("extendedErrors", array: message.edns?.extendedErrors ?? []) { json, error in
                json.object {
                    $0.member("code", error.code)
                    $0.member("name", error.name)
                    $0.member("text", VisibleText.escaped(error.text))
                }
            }
            json.member("answers", array: message.answers) { $0.record($1) }
            json.member("authorities", array: message.authorities) { $0.record($1) }
            json.member("additionals", array: message.additionals) { $0.record($1) }
        } else {
            for key in ["flags", "extendedErrors", "answers", "authorities", "additionals"] { json.unknown(key) }
        }
        json.member("internationalNames", array: lookup.internationalNames) { json, name in
            json.object {
                $0.member("name", name.name)
                $0.member("unicode", name.unicode)
            }
        }
        json.member("failures", array: lookup.failed) { json, trial in
            json.object {
                $0.member("server", trial.server.description)
                $0.member("transport", trial.transport.rawValue)
                switch trial.result {
                case .success(let message):
                    $0.member("responseCode", message.responseCode.description)
                    $0.unknown("reason")
                case .failure(let failure):
                    $0.unknown("responseCode")
                    $0.member("reason", failure.text)
                }
            }
        }
    }

    private var outcomeName: String {
        switch outcome {
        case .answered: "found"
        case .noData: "noData"
        case .noSuchName: "nameNotFound"
        case .referral: "referral"
        case .serverFailure: "serverFailure"
        case .refused: "refused"
        case .otherCode: "otherResponse"
        case .failed(.malformed): "malformedAnswer"
        case .failed(.closedEarly): "closedEarly"
        case .failed(.timedOut): "timedOut"
        case .failed(.unreachable): "unreachable"
        }
    }

    private var reason: String? {
        if case .failed(let failure) = outcome { failure.text } else { nil }
    }
}

extension DNSMessage.Flags {
    /// As dig names them.
    fileprivate var names: [String] {
        let names: [(DNSMessage.Flags, String)] = [
            (.response, "qr"), (.authoritative, "aa"), (.truncated, "tc"), (.recursionDesired, "rd"),
            (.recursionAvailable, "ra"), (.authenticData, "ad"), (.checkingDisabled, "cd"),
        ]
        return names.filter { contains($0.0) }.map(\.1)
    }
}

extension JSONWriter {
    fileprivate mutating func record(_ record: DNSRecord) {
        object {
            $0.member("name", record.name.description)
            $0.member("type", record.type.description)
            $0.member("class", record.recordClass.description)
            $0.member("ttlSeconds", record.lifetimeSeconds)
            $0.member("data", record.dataText)
            guard case .fields(let values) = record.data, let fields = record.fields else {
                return $0.unknown("fields")
            }
            $0.member("fields") { json in
                json.object { json in
                    for (field, value) in zip(fields, values) { json.member(field, value) }
                }
            }
        }
    }

    private mutating func member(_ field: DNSField, _ value: DNSValue) {
        switch value {
        case .number(let number): member(field.name, number)
        case .address, .name: member(field.name, value.text(field.form))
        case .strings(let strings): member(field.name, strings: strings.map { VisibleText.escaped($0) })
        case .parameters(let parameters):
            member(field.name, array: parameters) { json, parameter in
                json.object {
                    $0.member("key", parameter.key.description)
                    $0.member("value", parameter.value.description)
                }
            }
        case .bytes(let bytes):
            switch field.form {
            case .hexadecimal, .base64: member(field.name, value.text(field.form).filter { $0 != " " })
            default: member(field.name, VisibleText.escaped(bytes))
            }
        }
    }
}
