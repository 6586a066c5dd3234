internal import Glibc
package import Wire

/// The two clocks of the system that netlab reads.
package enum Clock {
    /// CLOCK_REALTIME: the clock that packets are stamped with.
    package static func now() -> Timestamp {
        let time = read(CLOCK_REALTIME)
        return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
    }

    /// CLOCK_MONOTONIC in nanoseconds: for durations, which a step of the wall clock must not bend.
    package static func monotonicNanoseconds() -> Int64 {
        let time = read(CLOCK_MONOTONIC)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// strftime(3) in the local time zone; empty where the text would be, or is longer than a path.
    package static func text(_ format: String, at time: Timestamp) -> String {
        var seconds = time_t(time.nanoseconds / 1_000_000_000)
        var parts = unsafe tm()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return "" }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = unsafe strftime(&buffer, buffer.count, format, &parts)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// ctime(3) in the local time zone, without its line's end: `Thu Nov 20 23:20:11 2026`.
    package static func calendarText(at time: Timestamp) -> String {
        var seconds = time_t(time.nanoseconds / 1_000_000_000)
        var parts = unsafe tm()
        // At least 26 bytes, says asctime_r(3); a year that a Timestamp can hold has four digits.
        var buffer = [CChar](repeating: 0, count: 64)
        guard unsafe localtime_r(&seconds, &parts) != nil, unsafe asctime_r(&parts, &buffer) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The time that a text in the form of ctime(3) means in the local time zone, in whole seconds; nil for another form, and
    /// for a time that there is not.
    package static func time(calendarText text: String) -> Timestamp? {
        let fields = text.split(separator: " ")
        guard fields.count == 5, fields[0].count == 3, let month = months.firstIndex(of: String(fields[1])) else {
            return nil
        }
        let clock = fields[3].split(separator: ":", omittingEmptySubsequences: false)
        let numbers = ([fields[2]] + clock + [fields[4]]).compactMap { Int32($0) }
        guard clock.count == 3, numbers.count == 5, (1900...9999).contains(numbers[4]) else { return nil }
        let (day, hour, minute, second, year) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
        var parts = unsafe tm()
        unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, Int32(month), day)
        unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        // Whether it is summer is to be found out.
        unsafe parts.tm_isdst = -1
        let seconds = unsafe mktime(&parts)
        // What is no date or time was counted on into the next.
        guard unsafe parts.tm_mday == day, unsafe parts.tm_min == minute, unsafe parts.tm_sec == second else {
            return nil
        }
        return Timestamp(seconds: Int64(seconds), nanoseconds: 0)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Blocks this thread for `duration`.
    package static func sleep(for duration: Duration) {
        guard duration > .zero else { return }
        var rest = timespec(duration)
        var request = rest
        while unsafe nanosleep(&request, &rest) == -1 && errno == EINTR { request = rest }
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return time
    }
}

extension timespec {
    /// `duration` as the kernel takes it.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    }
}

extension Duration {
    /// Whole nanoseconds, saturating.
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return Int64(clamping: Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000))
    }
}
