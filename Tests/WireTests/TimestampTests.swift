import Testing
import Wire

@Suite struct TimestampTests {
    @Test(
        arguments: [
            // Seconds by `date -u -d ... +%s`.
            (1_795_216_811, 123_456_789, "2026-11-20T23:20:11.123456789Z"),
            (0, 0, "1970-01-01T00:00:00.000000000Z"),
            (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
            (951_782_400, 0, "2000-02-29T00:00:00.000000000Z"),
            (4_107_542_400, 1, "2100-03-01T00:00:00.000000001Z"),
            (4_323_283_200, 0, "2107-01-01T00:00:00.000000000Z"),
        ] as [(Int64, Int64, String)]
    )
    func `a time has one text, and the text gives the time back`(seconds: Int64, nanoseconds: Int64, text: String) {
        let time = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
        #expect(time.description == text)
        #expect(Timestamp(text) == time)
    }

    @Test func `both ends of the range have a text that gives them back`() {
        #expect(Timestamp(nanoseconds: .max).description == "2262-04-11T23:47:16.854775807Z")
        #expect(Timestamp(nanoseconds: .min).description == "1677-09-21T00:12:43.145224192Z")
        for time in [Timestamp(nanoseconds: .max), Timestamp(nanoseconds: .min)] {
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test func `a fraction may be left out or have up to nine digits`() {
        #expect(Timestamp("1970-01-01T00:00:01Z")?.nanoseconds == 1_000_000_000)
        #expect(Timestamp("1970-01-01T00:00:01.5Z")?.nanoseconds == 1_500_000_000)
        #expect(Timestamp("1970-01-01T00:00:00.000001Z")?.nanoseconds == 1_000)
    }

    @Test(arguments: [
        "", "Z", "2026-11-20", "2026-11-20T23:20:11", "2026-11-20T23:20:11+00:00", "2026-11-20t23:20:11Z",
        "2026-11-20 23:20:11Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00.-1Z",
        "2262-04-11T23:47:16.854775808Z", "1677-09-21T00:12:43.145224191Z", "9999-12-31T23:59:59Z",
        "+026-01-01T00:00:00Z", "２026-01-01T00:00:00Z",
    ])
    func `no other text is a time`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `the time of day is cut to microseconds`() {
        #expect(Timestamp(seconds: 1_795_216_811, nanoseconds: 123_456_789).timeOfDay == "23:20:11.123456")
        #expect(Timestamp(nanoseconds: -1).timeOfDay == "23:59:59.999999")
    }

    @Test func `what goes beyond the range is clamped`() {
        let (first, last) = (Timestamp(nanoseconds: .min), Timestamp(nanoseconds: .max))
        #expect(Timestamp(seconds: .max, nanoseconds: 0) == last)
        #expect(Timestamp(seconds: .min, nanoseconds: -1) == first)
        #expect(last - first == .max)
        #expect(first - last == .min)
        #expect(last + 1 == last)
        #expect(first < last)
    }

    @Test func `parts of any size add up`() {
        #expect(Timestamp(seconds: 1, nanoseconds: 2_500_000_000).nanoseconds == 3_500_000_000)
        #expect(Timestamp(seconds: 1, nanoseconds: -1).nanoseconds == 999_999_999)
    }
}
