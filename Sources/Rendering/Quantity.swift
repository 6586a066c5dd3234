/// Numbers as people read them.
package enum Quantity {
    /// Digits in groups of three: `30,000`.
    package static func grouped(_ value: some BinaryInteger) -> String {
        guard value.magnitude >= 1000 else { return String(value) }
        var digits = ""
        for (index, digit) in String(value.magnitude).reversed().enumerated() {
            if index > 0 && index.isMultiple(of: 3) { digits.append(",") }
            digits.append(digit)
        }
        return (value < 0 ? "-" : "") + String(digits.reversed())
    }

    /// `1 read`, `3 reads`, `4,000 bytes`; `plural` where an s will not do.
    package static func counted(_ value: some BinaryInteger, _ singular: String, plural: String? = nil) -> String {
        grouped(value) + " " + (value == 1 ? singular : plural ?? singular + "s")
    }

    /// Nanoseconds in the unit that leaves one to three digits before the point: `251 µs`, `1.25 ms`, `2.300 s`.
    package static func duration(nanoseconds: Int64) -> String {
        var text: [UInt8] = []
        appendDuration(nanoseconds: nanoseconds, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends `duration`.
    package static func appendDuration(nanoseconds: Int64, to text: inout [UInt8]) {
        let magnitude = nanoseconds.magnitude
        if nanoseconds < 0 { text.append(UInt8(ascii: "-")) }
        switch magnitude {
        case ..<1000:
            text.append(decimal: magnitude)
            text += " ns".utf8
        // What would round to 1,000 of a unit is one of the next.
        case ..<999_500:
            text.append(decimal: (magnitude + 500) / 1000)
            text += " µs".utf8
        case ..<999_995_000:
            text.append(decimal: (magnitude + 5000) / 10_000, fraction: 2)
            text += " ms".utf8
        default:
            text.append(decimal: (magnitude + 500_000) / 1_000_000, fraction: 3)
            text += " s".utf8
        }
    }

    /// A rate in bits a second, in the unit that leaves one to three digits before the point: `9.41 Gbit/s`.
    package static func rate(bytes: Int64, nanoseconds: Int64) -> String {
        let bits = Double(bytes) * 8e9 / Double(max(1, nanoseconds))
        let units = [(1e9, "Gbit/s"), (1e6, "Mbit/s"), (1e3, "kbit/s")]
        guard let (size, unit) = units.first(where: { bits >= $0.0 }) else { return "\(Int64(bits)) bit/s" }
        return "\(fixed(Int64((bits / size * 100).rounded()), digits: 2)) \(unit)"
    }

    /// Nanoseconds as whole microseconds, rounded, in groups.
    package static func microseconds(nanoseconds: Int64) -> String {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1000)
        return grouped(quotient + (remainder >= 500 ? 1 : remainder <= -500 ? -1 : 0))
    }

    /// `value` with its last `digits` digits behind the point.
    package static func fixed(_ value: Int64, digits: Int) -> String {
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        text.append(decimal: value.magnitude, fraction: digits)
        return String(decoding: text, as: UTF8.self)
    }

    /// Sizes in the order given, equal neighbours counted once: `20 × 1,448 + 1,040`; cut with `…` after `limit` terms.
    package static func sizes(_ sizes: some Sequence<Int64>, limit: Int = 6) -> String {
        var runs: [(size: Int64, count: Int)] = []
        for size in sizes {
            if let last = runs.last, last.size == size {
                runs[runs.count - 1].count += 1
            } else if runs.count == limit {
                runs.append((size, 1))
                break
            } else {
                runs.append((size, 1))
            }
        }
        let terms = runs.prefix(limit).map {
            $0.count == 1 ? grouped($0.size) : "\(grouped($0.count)) × \(grouped($0.size))"
        }
        return terms.joined(separator: " + ") + (runs.count > limit ? " + …" : "")
    }
}
