/// The text of RFC 3339, always in UTC.
extension Timestamp: LosslessStringConvertible {
    /// Reads `2026-11-20T23:20:11.123456789Z` with no fraction or one of one to nine digits.
    ///
    /// `nil` for any other form, for a date or time that does not exist, and outside the range of the type.
    package init?(_ rfc3339: String) {
        let bytes = Array(rfc3339.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), Self.hasSeparators(bytes),
            let year = Int64(digits: bytes[0..<4]),
            let month = Int64(digits: bytes[5..<7]),
            let day = Int64(digits: bytes[8..<10]),
            let hour = Int64(digits: bytes[11..<13]), hour < 24,
            let minute = Int64(digits: bytes[14..<16]), minute < 60,
            let second = Int64(digits: bytes[17..<19]), second < 60,
            let fraction = Self.nanoseconds(fraction: bytes[19..<(bytes.count - 1)])
        else { return nil }

        let date = CalendarDate(year: year, month: month, day: day)
        let days = date.daysSinceEpoch
        guard (1...12).contains(month), CalendarDate(daysSinceEpoch: days) == date else { return nil }

        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
        self.init(seconds: seconds, nanoseconds: fraction)
        guard nanoseconds.flooredDivision(by: Self.nanosecondsPerSecond) == (seconds, fraction) else { return nil }
    }

    /// `2026-11-20T23:20:11.123456789Z`, always with nine digits.
    package var description: String {
        let (days, time) = nanoseconds.flooredDivision(by: Self.nanosecondsPerDay)
        let date = CalendarDate(daysSinceEpoch: days)
        var text = ""
        text.append(date.year, width: 4)
        text.append("-")
        text.append(date.month, width: 2)
        text.append("-")
        text.append(date.day, width: 2)
        text.append("T")
        text.append(clock: time / Self.nanosecondsPerSecond)
        text.append(".")
        text.append(time % Self.nanosecondsPerSecond, width: 9)
        text.append("Z")
        return text
    }

    /// `23:20:11.123456`: the time of day in UTC, cut to microseconds.
    package var timeOfDay: String {
        let time = nanoseconds.flooredDivision(by: Self.nanosecondsPerDay).remainder
        var text = ""
        text.append(clock: time / Self.nanosecondsPerSecond)
        text.append(".")
        text.append(time % Self.nanosecondsPerSecond / 1_000, width: 6)
        return text
    }

    private static let nanosecondsPerDay = 86_400 * nanosecondsPerSecond

    /// Whether everything in a text but its digits is where it belongs, up to the seconds.
    private static func hasSeparators(_ text: [UInt8]) -> Bool {
        let digit = UInt8(ascii: "0")
        return zip(text, "0000-00-00T00:00:00".utf8).allSatisfy { $1 == digit || $0 == $1 }
    }

    /// What stands between the seconds and the `Z`: nothing, or a point and digits.
    private static func nanoseconds(fraction: ArraySlice<UInt8>) -> Int64? {
        guard let point = fraction.first else { return 0 }
        let digits = fraction.dropFirst()
        guard point == UInt8(ascii: "."), (1...9).contains(digits.count), let value = Int64(digits: digits) else {
            return nil
        }
        return (digits.count..<9).reduce(value) { scaled, _ in scaled * 10 }
    }
}

extension String {
    /// Appends `23:20:11`, given the seconds since midnight.
    fileprivate mutating func append(clock seconds: Int64) {
        append(seconds / 3_600, width: 2)
        append(":")
        append(seconds / 60 % 60, width: 2)
        append(":")
        append(seconds % 60, width: 2)
    }
}
