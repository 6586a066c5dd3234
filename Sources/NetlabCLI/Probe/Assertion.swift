internal import ArgumentParser
internal import Platform
internal import Probing
internal import Rendering

/// What the measurements of a target have to keep to, such as `p99<20ms`.
struct Assertion: Sendable, Equatable {
    /// Something that is measured, by the name that it is asserted with.
    enum Subject: String, CaseIterable, Sendable {
        case sent, received, loss, min, mean, p50, p90, p99, p999, max, jitter, outage, duplicated, late, reordered

        enum Unit: Sendable {
            case count, percent, time
        }

        var unit: Unit {
            switch self {
            case .sent, .received, .duplicated, .late, .reordered: .count
            case .loss: .percent
            case .min, .mean, .p50, .p90, .p99, .p999, .max, .jitter, .outage: .time
            }
        }

        /// Whether it says how many answers there have to be, and what came in their place matters no more by itself.
        var judgesOutcomes: Bool { [.sent, .received, .loss].contains(self) }
    }

    enum Comparison: String, Sendable {
        case less = "<"
        case atMost = "<="
        case equal = "="
        case unequal = "!="
        case atLeast = ">="
        case more = ">"

        func holds(_ value: Double, _ limit: Double) -> Bool {
            switch self {
            case .less: value < limit
            case .atMost: value <= limit
            case .equal: value == limit
            case .unequal: value != limit
            case .atLeast: value >= limit
            case .more: value > limit
            }
        }
    }

    /// As it was typed.
    let text: String
    let subject: Subject
    let comparison: Comparison
    /// Nanoseconds, percent or a count, as the subject is.
    let limit: Double

    private static let aliases: [String: Subject] = [
        "p99.9": .p999, "median": .p50, "average": .mean, "avg": .mean, "minimum": .min, "maximum": .max,
    ]

    init(_ text: String) throws {
        self.text = text
        let isOperator: (Character) -> Bool = { "<>=!".contains($0) }
        let name = text.prefix { !isOperator($0) }
        let sign = text.dropFirst(name.count).prefix(while: isOperator)
        let value = Self.trimmed(text.dropFirst(name.count + sign.count))
        guard let comparison = Comparison(rawValue: sign == "==" ? "=" : String(sign)) else {
            throw ValidationError("'\(text)' compares nothing: write it as 'p99<20ms', with one of < <= = != >= >")
        }
        let key = Self.trimmed(name).lowercased()
        guard let subject = Subject(rawValue: key) ?? Self.aliases[key] else {
            let names = Subject.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(Self.trimmed(name))' in '\(text)' is not measured; there are \(names)")
        }
        self.comparison = comparison
        self.subject = subject
        limit = try Self.limit(value, of: subject)
    }

    private static func limit(_ value: String, of subject: Subject) throws -> Double {
        switch subject.unit {
        case .count: return Double(try Value.count(value, in: 0...Int.max))
        case .time: return Double(try Value.duration(value).nanoseconds)
        case .percent:
            let number = value.hasSuffix("%") ? trimmed(value.dropLast()) : value
            guard let percent = Double(number), (0...100).contains(percent) else {
                throw ValidationError("'\(value)' is not a percentage from 0 to 100, such as 0 or 0.5%")
            }
            return percent
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension Assertion {
    /// What one target made of it.
    struct Verdict: Sendable, Equatable {
        let assertion: Assertion
        let target: String
        /// Nil where there is nothing to measure, and then it is missed.
        let value: Double?

        var holds: Bool { value.map { assertion.comparison.holds($0, assertion.limit) } ?? false }

        /// The value as people read it.
        var seen: String {
            guard let value else { return "no answer" }
            return switch assertion.subject.unit {
            case .count: Quantity.grouped(Int64(value))
            case .time: Quantity.duration(nanoseconds: Int64(value))
            case .percent: Int64(exactly: value).map { "\($0) %" } ?? "\((value * 1000).rounded() / 1000) %"
            }
        }

        /// In microseconds, percent or as a count, as the members of the summary are.
        func members(_ json: inout JSONWriter) {
            json.member("text", assertion.text)
            json.member("target", target)
            json.member("value", assertion.subject.unit == .time ? value.map { $0 / 1000 } : value)
            json.member("holds", holds)
        }
    }

    func verdict(on target: String, _ statistics: ProbeStatistics) -> Verdict {
        Verdict(assertion: self, target: target, value: value(in: statistics))
    }

    private func value(in statistics: ProbeStatistics) -> Double? {
        let times = statistics.times
        let time: Int64?
        switch subject {
        case .sent: return Double(statistics.sent)
        case .received: return Double(statistics.received)
        case .duplicated: return Double(statistics.outcomes[.duplicated] ?? 0)
        case .late: return Double(statistics.late)
        case .reordered: return Double(statistics.reordered)
        case .loss: return statistics.sent == 0 ? nil : statistics.lossPercent
        case .outage: time = statistics.sent == 0 ? nil : statistics.longestOutageNanoseconds
        case .min: time = times?.minimum
        case .mean: time = times?.mean
        case .p50: time = times?.p50
        case .p90: time = times?.p90
        case .p99: time = times?.p99
        case .p999: time = times?.p999
        case .max: time = times?.maximum
        case .jitter: time = times?.jitter
        }
        return time.map(Double.init)
    }
}
