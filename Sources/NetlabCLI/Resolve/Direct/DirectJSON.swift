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
        json.member("edns", lookup.best.usesEDNS)
        json.member("attempts", lookup.queries)
        json.member("ignoredMessages", lookup.ignored)
        json.member("responseCode", message?.responseCode.description)
        json.member("reason", reason)
        json.icmpMembers(failure)
        if let message {
            json.member("flags", strings: message.flags.names)
            json.member("extendedErrors", array: message.edns?.extendedErrors ?? []) { json, error in
                json.object {
                    $0.member("code", error.code)
                    $0.member("name", error.name)
                    $0.text("text", error.text)
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
                $0.member("edns", trial.usesEDNS)
                switch trial.result {
                case .success(let message):
                    $0.member("responseCode", message.responseCode.description)
                    $0.unknown("reason")
                    $0.icmpMembers(nil)
                case .failure(let failure):
                    $0.unknown("responseCode")
                    $0.member("reason", failure.text(trial.server))
                    $0.icmpMembers(failure)
                }
            }
        }
    }

    private var outcomeName: String {
        switch outcome {
        case .answered: "found"
        case .noData: "noData"
        case .aliasLoop: "aliasLoop"
        case .longAliasChain: "longAliasChain"
        case .noSuchName: "nameNotFound"
        case .referral: "referral"
        case .serverFailure: "serverFailure"
        case .refused: "refused"
        case .otherCode: "otherResponse"
        case .failed(let failure): failure.outcomeName
        }
    }

    private var reason: String? { failure?.text(lookup.best.server) }

    private var failure: DNSFailure? {
        if case .failed(let failure) = outcome { failure } else { nil }
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
    /// The ICMP message that made a server unreachable, and its sender; null where there was none.
    mutating func icmpMembers(_ failure: DNSFailure?) {
        member("message", failure?.message?.text)
        member("messageFrom", failure?.message?.sender?.description)
    }

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
        switch (value, field.form) {
        case (_, .length8), (_, .length16): break
        case (.number(let number), .flag): member(field.name, number != 0)
        case (.number(let number), .time):
            member(field.name, "\(Timestamp(seconds: Int64(number), nanoseconds: 0))")
        case (.number, .type), (.address, _), (.name, _): member(field.name, value.text(field.form))
        case (.number(let number), _): member(field.name, number)
        case (.strings(let strings), _):
            member(field.name, array: strings) { $0.value(String(validating: $1, as: UTF8.self)) }
            member(field.name + "Base64", array: strings) { $0.value($1.base64WhereNoText) }
        case (.parameters(let parameters), _):
            member(field.name, array: parameters) { json, parameter in
                json.object {
                    $0.member("key", parameter.key.description)
                    $0.member("value", parameter.value.description)
                }
            }
        case (_, .ports): member(field.name, array: value.items(field.form) ?? []) { $0.value(Int($1)) }
        case (.bytes, .gateway): unknown(field.name)
        case (.bytes(let bytes), .location):
            member(field.name) { json in json.object { if let place = DNSLocation(bytes) { place.members(&$0) } } }
        case (.bytes(let bytes), .string), (.bytes(let bytes), .word), (.bytes(let bytes), .text):
            text(field.name, bytes)
        default:
            if let items = value.items(field.form) { return member(field.name, strings: items) }
            member(field.name, value.text(field.form).filter { $0 != " " })
        }
    }

    /// Text under the key, and null under it where `bytes` are none: they are under the key that ends in `Base64`.
    fileprivate mutating func text(_ key: String, _ bytes: [UInt8]) {
        member(key, String(validating: bytes, as: UTF8.self))
        member(key + "Base64", bytes.base64WhereNoText)
    }
}

extension DNSLocation {
    fileprivate func members(_ json: inout JSONWriter) {
        json.member("latitudeDegrees", exactly: latitudeDegrees)
        json.member("longitudeDegrees", exactly: longitudeDegrees)
        json.member("altitudeMeters", exactly: Double(altitude) / 100)
        json.member("sizeMeters", exactly: Double(size) / 100)
        json.member("horizontalPrecisionMeters", exactly: Double(horizontalPrecision) / 100)
        json.member("verticalPrecisionMeters", exactly: Double(verticalPrecision) / 100)
    }
}
