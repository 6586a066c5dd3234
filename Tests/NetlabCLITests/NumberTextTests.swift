import ArgumentParser
import Testing
import Wire

@testable import NetlabCLI

@Suite struct NumberTextTests {
    private static func word(
        _ text: String,
        _ width: Word.Width? = nil,
        _ reading: NumberReading = .unsigned
    ) throws -> Word {
        try NumberText(text).word(width, reading)
    }

    @Test(
        arguments: [
            ("80", 0x50, .bits16), ("0x50", 0x50, .bits16), ("0X5a", 0x5a, .bits16), ("0b1010000", 0x50, .bits16),
            ("0o120", 0x50, .bits16), ("+80", 0x50, .bits16), ("0", 0, .bits16), ("-0", 0, .bits16),
            ("0x00_50", 0x50, .bits16), ("1_000", 1_000, .bits16),
            ("65535", 0xffff, .bits16), ("65536", 0x1_0000, .bits32), ("4294967295", 0xffff_ffff, .bits32),
            ("4294967296", 0x1_0000_0000, .bits64), ("18446744073709551615", UInt128(UInt64.max), .bits64),
            ("18446744073709551616", 1 << 64, .bits128),
            ("340282366920938463463374607431768211455", .max, .bits128),
            ("-1", 0xffff, .bits16), ("-32768", 0x8000, .bits16), ("-32769", 0xffff_7fff, .bits32),
            ("-0x8000", 0x8000, .bits16), ("-170141183460469231731687303715884105728", 1 << 127, .bits128),
            ("char:A", 0x41, .bits8), ("char:é", 0xe9, .bits16), ("char:€", 0x20ac, .bits16),
            ("char:😀", 0x1f600, .bits32), ("char: ", 0x20, .bits8), ("char::", 0x3a, .bits8),
            ("192.0.2.1", 0xc000_0201, .bits32), ("0.0.0.0", 0, .bits32), ("::1", 1, .bits128), ("::", 0, .bits128),
            ("2001:db8::1", 0x2001_0db8 << 96 | 1, .bits128),
        ] as [(String, UInt128, Word.Width)]
    )
    func `a value has the width of its kind, or the narrowest that holds it`(
        text: String,
        bits: UInt128,
        width: Word.Width
    ) throws {
        #expect(try Self.word(text) == Word(bits, width))
    }

    @Test(
        arguments: [
            ("255", .bits8, 0xff), ("-128", .bits8, 0x80), ("80", .bits64, 0x50), ("-2", .bits32, 0xffff_fffe),
            ("192.0.2.1", .bits64, 0xc000_0201), ("char:A", .bits32, 0x41), ("-1", .bits128, .max),
        ] as [(String, Word.Width, UInt128)]
    )
    func `a width that is asked for is taken`(text: String, width: Word.Width, bits: UInt128) throws {
        #expect(try Self.word(text, width) == Word(bits, width))
    }

    @Test(
        arguments: [
            ("256", .bits8, "256 is out of the range of 8 bits, 0 to 255"),
            ("-129", .bits8, "-129 is out of the range of 8 bits, -128 to 127 with a sign"),
            ("65536", .bits16, "0 to 65535"), ("2001:db8::1", .bits64, "0 to 18446744073709551615"),
            ("1.5", .bits16, "has 32 or 64 bits"), ("1e39", .bits32, "larger than a floating-point number of 32 bits"),
            ("1e309", .bits64, "larger than a floating-point number of 64 bits"),
        ] as [(String, Word.Width, String)]
    )
    func `what a width does not hold is refused with its range`(text: String, width: Word.Width, words: String) {
        let error = #expect(throws: ValidationError.self) { try Self.word(text, width) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `a number with a sign has one bit less`() throws {
        #expect(try Self.word("40000", nil, .signed) == Word(40_000, .bits32))
        #expect(throws: ValidationError.self) { try Self.word("40000", .bits16, .signed) }
        #expect(throws: ValidationError.self) {
            try Self.word("-170141183460469231731687303715884105729", nil, .unsigned)
        }
    }

    @Test(
        arguments: [
            ("1.5", 0x3ff8_0000_0000_0000), (".5", 0x3fe0_0000_0000_0000), ("-0.0", 1 << 63),
            ("1e3", 1000.0.bitPattern),
            ("inf", 0x7ff0_0000_0000_0000), ("-Inf", 0xfff0_0000_0000_0000), ("NaN", 0x7ff8_0000_0000_0000),
            ("5e-324", 1), ("0.1", 0x3fb9_9999_9999_999a),
        ] as [(String, UInt64)]
    )
    func `a number with a point or an exponent is a double`(text: String, bits: UInt64) throws {
        #expect(try Self.word(text) == Word(UInt128(bits), .bits64))
    }

    @Test func `a float is rounded once`() throws {
        // By way of a double it would become the even neighbour.
        #expect(try Self.word("1.00000005960464477539062500001", .bits32) == Word(0x3f80_0001, .bits32))
        #expect(try Self.word("80", .bits32, .float) == Word(UInt128(Float(80).bitPattern), .bits32))
    }

    @Test(
        arguments: [
            ("0120", "write 0o120 or 120"), ("-0120", "write -0o120 or -120"), ("00", "write 0o0 or 0"),
            ("089", "write 89"), ("", "is no value"), ("-", "is no value"), ("abc", "is no value"),
            ("1_", "is no value"), ("_1", "is no value"), ("1 ", "is no value"), ("１２", "is no value"),
            ("0x", "no hexadecimal number"), ("0xg", "no hexadecimal number"), ("0b2", "no binary number"),
            ("0o8", "no octal number"), ("0x1p3", "no hexadecimal number"), ("--1", "is no value"),
            ("1.2.3", "is no value"), ("300.0.0.1", "is no value"), ("nan(1)", "is no value"), ("1,000", "is no value"),
            ("char:", "not one character"), ("char:ab", "not one character"), ("char:\u{fffd}", "not one character"),
            ("340282366920938463463374607431768211456", "needs more than 128 bits"),
        ]
    )
    func `what is no value is refused, and what has two readings`(text: String, words: String) {
        let error = #expect(throws: ValidationError.self) { try NumberText(text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["0x50", "0b1", "192.0.2.1", "char:1", "1_0"])
    func `a float is typed in decimal`(text: String) {
        #expect(throws: ValidationError.self) { try Self.word(text, nil, .float) }
    }
}

@Suite struct BytesTextTests {
    @Test(arguments: ["00:50", "0050", #"\x00\x50"#, "00 50", "00-50", "0x0050", "0X0050"])
    func `bytes are pasted in many forms`(text: String) throws {
        #expect(try BytesText.parse(text, nil) == Word(0x50, .bits16))
        #expect(try BytesText.parse(text, .bits16) == Word(0x50, .bits16))
    }

    @Test(
        arguments: [
            "", "0", "005", "00:5", "00:50:", ":00:50", "00::50", "zz", #"\x0050"#, #"00\x50"#, "é0", "０0", "000000",
            "00:50 00:50", "+1",
        ]
    )
    func `what is no bytes, or so many as no number has, is refused`(text: String) {
        #expect(throws: ValidationError.self) { try BytesText.parse(text, nil) }
    }

    @Test func `the width has to be that of the bytes`() {
        #expect(throws: ValidationError.self) { try BytesText.parse("0050", .bits32) }
    }
}
