/// Numbers as people read them.
package enum Quantity {
    /// Digits in groups of three: `30,000`.
    package static func grouped(_ value: some BinaryInteger) -> String {
        guard value.magnitude >= 1000 else { return String(value) }
        if value.magnitude < 1000 { return "\(value)" }
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
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        return switch magnitude {
        case ..<1000: "\(sign)\(magnitude) ns"
        // What would round to 1,000 of a unit is one of the next.
        case ..<999_500: "\(sign)\((magnitude + 500) / 1000) µs"
        case ..<999_995_000: sign + fixed(Int64((magnitude + 5000) / 10_000), digits: 2) + " ms"
        default: sign + fixed(Int64((magnitude + 500_000) / 1_000_000), digits: 3) + " s"
        }
    }

    /// Nanoseconds as whole microseconds, rounded, in groups.
    package static func microseconds(nanoseconds: Int64) -> String {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1000)
        return grouped(quotient + (remainder >= 500 ? 1 : remainder <= -500 ? -1 : 0))
    }

    /// `value` with its last `digits` digits behind the point.
    package static func fixed(_ value: Int64, digits: Int) -> String {
        var text = Array(String(value.magnitude).utf8)
        if text.count <= digits {
            text.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "0"), count: digits + 1 - text.count), at: 0)
        }
        text.insert(UInt8(ascii: "."), at: text.count - digits)
        if value < 0 { text.insert(UInt8(ascii: "-"), at: 0) }
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
