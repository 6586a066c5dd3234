/// How metrics are written for whoever scrapes them.
package enum MetricsFormat: Sendable, Equatable {
    /// Prometheus' text format, version 0.0.4.
    case plain
    /// OpenMetrics 1.0.
    case openMetrics

    /// The one that the members of an Accept field (RFC 9110 section 12.5.1), in lower case, like better.
    package init(accepting members: [String]) {
        var weights: [MetricsFormat: Double] = [:]
        for member in members {
            let parts = member.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" } }
            func parameter(_ name: String) -> String? {
                parts.dropFirst().first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
            }
            let weight = parameter("q").flatMap(Double.init) ?? 1
            switch parts.first {
            case "application/openmetrics-text" where ["0.0.1", "1.0.0", nil].contains(parameter("version")):
                weights[.openMetrics] = max(weight, weights[.openMetrics] ?? 0)
            case "text/plain", "text/*", "*/*":
                weights[.plain] = max(weight, weights[.plain] ?? 0)
            default: break
            }
        }
        let open = weights[.openMetrics] ?? 0
        self = open > 0 && open >= weights[.plain] ?? 0 ? .openMetrics : .plain
    }

    package var contentType: String {
        switch self {
        case .plain: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    package func encoded(_ families: [MetricFamily]) -> [UInt8] {
        var text = ""
        for family in families {
            // The plain format has a counter by the name of its samples.
            let name = family.name + (self == .plain && family.kind == .counter ? "_total" : "")
            text += "# HELP \(name) \(Self.escaped(family.help, quotes: self == .openMetrics))\n"
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            if self == .openMetrics, name.hasSuffix("_seconds") { text += "# UNIT \(name) seconds\n" }
            for sample in family.samples {
                text += family.name + sample.suffix
                if !sample.labels.isEmpty {
                    let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
                    text += "{" + labels.joined(separator: ",") + "}"
                }
                text += " \(Self.number(sample.value))\n"
            }
        }
        if self == .openMetrics { text += "# EOF\n" }
        return Array(text.utf8)
    }

    private static func number(_ value: Double) -> String {
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value.isNaN { return "NaN" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
