internal import ArgumentParser
internal import Composing
internal import Platform
internal import Probing

/// A module as a file has it; durations and sizes are typed as options are, or numbers.
struct ModuleEntry: Decodable {
    /// Text, or a number as it would be typed.
    private struct Typed: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let whole = try? container.decode(Int.self) {
                text = "\(whole)"
            } else if let number = try? container.decode(Double.self) {
                text = "\(number)"
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    private static let common = ["kind", "count", "interval", "timeout", "family", "any", "maxBytes"]
    /// What kinds take beside that.
    private static let special = [
        "echo": ["size", "pattern", "message", "verify"], "timestamp": ["message"], "discard": ["size"],
        "chargen": ["size"],
    ]

    private let kind: String
    private let count: Int?
    private let interval: Typed?
    private let timeout: Typed?
    private let family: String?
    private let any: Bool?
    private let maxBytes: Typed?
    private let size: Typed?
    private let pattern: String?
    private let message: String?
    private let verify: Bool?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ModuleKey.self)
        func value<Value: Decodable>(_ name: String) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: ModuleKey(stringValue: name))
        }
        guard let kind: String = try value("kind") else {
            throw ModuleFault(reason: "it has no 'kind', such as \"connect\"")
        }
        self.kind = kind
        guard Probe.all.contains(where: { $0.name == kind }) else {
            let names = Probe.all.map(\.name).joined(separator: ", ")
            throw ModuleFault(reason: "there is no kind '\(kind)'; there are \(names)")
        }
        try ModuleKey.check(container.allKeys, among: Self.common + (Self.special[kind] ?? []))
        count = try value("count")
        interval = try value("interval")
        timeout = try value("timeout")
        family = try value("family")
        any = try value("any")
        maxBytes = try value("maxBytes")
        size = try value("size")
        pattern = try value("pattern")
        message = try value("message")
        verify = try value("verify")
    }

    func module(_ name: String) throws -> ExporterModule {
        var plan = ProbePlan()
        if let count { plan.count = try Value.count("\(count)", in: 1...10_000) }
        if let interval { plan.interval = try Value.duration(interval.text) }
        if let timeout { plan.timeout = try Value.duration(timeout.text) }
        if plan.timeout <= .zero { throw ModuleFault(reason: "'timeout' must be more than 0") }
        plan.maxBytes = Int64(try maxBytes.map { try Value.size($0.text, in: 1...Int.max) } ?? 1 << 30)
        return ExporterModule(
            name: name,
            probe: try probe(),
            plan: plan,
            family: try addressFamily(),
            isContentWithAny: any ?? false
        )
    }

    private func addressFamily() throws -> NameService.Family {
        switch family {
        case nil, "any": return .any
        case "ipv4": return .ipv4
        case "ipv6": return .ipv6
        case let other?: throw ModuleFault(reason: "there is no family '\(other)'; there are any, ipv4, ipv6")
        }
    }

    private func probe() throws -> Probe {
        let text = message.map { Array($0.utf8) }
        if text?.isEmpty ?? false { throw ModuleFault(reason: "'message' is empty") }
        if pattern?.isEmpty ?? false { throw ModuleFault(reason: "'pattern' is empty") }
        switch kind {
        case "echo":
            if message != nil && (size != nil || pattern != nil) {
                throw ModuleFault(reason: "'message' is all that is sent, and 'size' and 'pattern' make something else")
            }
            var request = EchoRequest()
            if let size { request.size = try Value.size(size.text, in: 0...64 << 20) }
            if let pattern { request.pattern = Array(pattern.utf8) }
            request.message = text
            request.verifies = verify ?? true
            return .echo(request)
        case "timestamp":
            if message?.contains(where: \.isNewline) ?? false {
                throw ModuleFault(reason: "'message' is more than one line")
            }
            return .timestamp(message: text)
        case "discard":
            return .discard(size: Int64(try size.map { try Value.size($0.text, in: 1...Int.max) } ?? 1 << 20))
        case "chargen":
            return .chargen(size: Int64(try size.map { try Value.size($0.text, in: 1...Int.max) } ?? 7_030))
        default:
            // The kind was found among all of them before.
            return Probe.all.first { $0.name == kind } ?? .connect
        }
    }
}
