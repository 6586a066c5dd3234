internal import ArgumentParser
internal import Rendering

/// Values of options: text to number, with one line that says what is wrong and what would be right.
enum Value {
    static func count(_ text: String, in range: ClosedRange<Int>) throws -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw ValidationError("'\(text)' is not a whole number \(describe(range))")
        }
        return value
    }

    /// `1500`, `64KiB`, `10MB`: binary units have an i.
    static func size(_ text: String, in range: ClosedRange<Int>) throws -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), let unit = units[text.dropFirst(digits.count).lowercased()] else {
            throw ValidationError("'\(text)' is not a size, such as 1500, 64KiB or 10MB")
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow, range.contains(bytes) else {
            throw ValidationError("'\(text)' is not a size \(describe(range))")
        }
        return bytes
    }

    /// `250ms`, `2s`, `1m`; a bare number is seconds, and may have a fraction.
    static func duration(_ text: String) throws -> Duration {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        // A year is more than any wait here, and far from what a Duration can hold.
        guard let value = Double(number), let unit = seconds[String(text.dropFirst(number.count))],
            value * unit <= 31_536_000
        else {
            throw ValidationError("'\(text)' is not a duration, such as 250ms, 2s or 1m")
        }
        return .nanoseconds(Int64((value * unit * 1e9).rounded()))
    }

    /// `25ms±5ms`, or `25ms+-5ms` where there is no such key.
    static func spread(_ text: String) throws -> (mean: Duration, jitter: Duration) {
        for sign in ["±", "+-"] {
            guard let place = text.firstRange(of: sign) else { continue }
            return (try duration(String(text[..<place.lowerBound])), try duration(String(text[place.upperBound...])))
        }
        return (try duration(text), .zero)
    }

    /// Bits a second: `10mbit`, with decimal units as tc(8) has them.
    static func rate(_ text: String) throws -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if let number = Int(digits), number > 0, let unit = bits[text.dropFirst(digits.count).lowercased()] {
            let (rate, overflow) = number.multipliedReportingOverflow(by: unit)
            if !overflow { return rate }
        }
        throw ValidationError("'\(text)' is not a rate, such as 9600bit, 64kbit or 10mbit")
    }

    /// `25` or `25%`: a whole number from 0 to 100.
    static func percent(_ text: String) throws -> Int {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        guard let value = Int(number), (0...100).contains(value) else {
            throw ValidationError("'\(text)' is not a percentage from 0 to 100")
        }
        return value
    }

    /// Whether an argument is what was typed: in place of bytes that are no UTF-8 it would have U+FFFD.
    static func isWhole(_ text: String) -> Bool {
        !text.unicodeScalars.contains("\u{fffd}")
    }

    private static let units: [String: Int] = [
        "": 1, "b": 1,
        "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000,
        "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30,
    ]

    private static let bits: [String: Int] = [
        "": 1, "bit": 1, "kbit": 1000, "mbit": 1_000_000, "gbit": 1_000_000_000,
    ]

    private static let seconds: [String: Double] = [
        "": 1, "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600,
    ]

    private static func describe(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max
            ? "of at least \(Quantity.grouped(range.lowerBound))"
            : "from \(Quantity.grouped(range.lowerBound)) to \(Quantity.grouped(range.upperBound))"
    }
}
