import ArgumentParser
import Testing

@testable import NetlabCLI

@Suite struct ValueTests {
    @Test(
        arguments: [
            ("0", 0), ("1500", 1_500), ("1B", 1), ("64KiB", 65_536), ("64kib", 65_536), ("10MB", 10_000_000),
            ("1GiB", 1 << 30), ("2gb", 2_000_000_000), ("9223372036854775807", .max),
        ]
    )
    func `a size is a number with or without its unit`(text: String, bytes: Int) throws {
        #expect(try Value.size(text, in: 0 ... .max) == bytes)
    }

    @Test(
        arguments: [
            "", "-1", "+1", "1.5KiB", "KiB", "1 KiB", "1TB", "1ki", "0x10", "１２", "9223372036854775808",
            "9007199254740992KiB", "10000000000GB", "1KiB ",
        ]
    )
    func `what is no size is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.size(text, in: 0 ... .max) }
    }

    @Test func `a size has to lie in its range`() throws {
        #expect(try Value.size("576", in: 576...65_535) == 576)
        #expect(try Value.size("65535", in: 576...65_535) == 65_535)
        for text in ["575", "65536", "64KiB", "0"] {
            #expect(throws: ValidationError.self) { try Value.size(text, in: 576...65_535) }
        }
    }

    @Test(arguments: [("0", 0), ("7", 7), ("100", 100)])
    func `a count is a whole number of its range`(text: String, count: Int) throws {
        #expect(try Value.count(text, in: 0...100) == count)
    }

    @Test(arguments: ["", "-1", "101", "1.0", "1k", " 1", "ten", "99999999999999999999"])
    func `what is no count is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.count(text, in: 0...100) }
    }

    @Test(
        arguments: [
            ("2", .seconds(2)), ("0.5", .milliseconds(500)), (".5s", .milliseconds(500)), ("250ms", .milliseconds(250)),
            ("2s", .seconds(2)), ("1m", .seconds(60)), ("1h", .seconds(3_600)), ("7us", .microseconds(7)),
            ("7µs", .microseconds(7)), ("3ns", .nanoseconds(3)), ("0", .zero), ("1.5ms", .microseconds(1_500)),
            ("31536000", .seconds(31_536_000)),
        ] as [(String, Duration)]
    )
    func `a duration is a number of seconds, or of its unit`(text: String, duration: Duration) throws {
        #expect(try Value.duration(text) == duration)
    }

    @Test(
        arguments: [
            "", "-1s", "s", ".", "1.2.3", "1 s", "1d", "1e3", "inf", "nan", "31536001", "9000h",
            String(repeating: "9", count: 400), "١s",
        ]
    )
    func `what is no duration is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.duration(text) }
    }

    @Test(arguments: [
        ("9600", 9600), ("9600bit", 9600), ("64kbit", 64_000), ("10Mbit", 10_000_000), ("1gbit", 1_000_000_000),
    ])
    func `a rate is bits a second, in decimal units`(text: String, rate: Int) throws {
        #expect(try Value.rate(text) == rate)
    }

    @Test(arguments: ["", "0", "-1", "1.5mbit", "mbit", "10kbps", "1 mbit", "9223372036854775807gbit"])
    func `what is no rate is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.rate(text) }
    }

    @Test(arguments: [("0", 0), ("7%", 7), ("100", 100), ("100%", 100)])
    func `a percentage may have its sign`(text: String, percent: Int) throws {
        #expect(try Value.percent(text) == percent)
    }

    @Test(arguments: ["", "%", "101", "-1%", "1.5%", "7%%"])
    func `what is no percentage is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.percent(text) }
    }

    @Test(arguments: ["25ms±5ms", "25ms+-5ms", "0.025±.005"])
    func `a duration may have a jitter`(text: String) throws {
        let (mean, jitter) = try Value.spread(text)
        #expect(mean == .milliseconds(25) && jitter == .milliseconds(5))
    }

    @Test(arguments: ["±5ms", "25ms±", "25ms+5ms", "25ms±5ms±1ms"])
    func `what is no jitter is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Value.spread(text) }
    }
}
