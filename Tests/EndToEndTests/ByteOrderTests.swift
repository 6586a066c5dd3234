import TestSupport
import Testing

/// `netlab byteorder`, compared with Python's socket and struct, od and xxd.
@Suite struct ByteOrderTests {
    private static let python = Peer("python3")

    /// What Python's interpreter prints for `script`, with `arguments` in `sys.argv[1:]`.
    private static func python(_ script: String, _ arguments: [String]) async throws -> [String] {
        let run = try await python.run(["-c", script] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return run.lines
    }

    private static func values(_ arguments: [String]) async throws -> [JSON] {
        let run = try await NetlabProcess.run(["byteorder", "--format", "ndjson"] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return try JSON.lines(run.standardOutput).filter { $0.event?.string == "value" }
    }

    // MARK: Calls

    @Test(.needs(python), arguments: [("htons", 16), ("ntohs", 16), ("htonl", 32), ("ntohl", 32)])
    func `a call returns what Python's does`(call: String, bits: Int) async throws {
        let largest = 1 << bits - 1
        var generator = SeededGenerator(state: UInt64(bits))
        let random = (0..<50).map { _ in Int.random(in: 0...largest, using: &generator) }
        let arguments = ([0, 1, 80, 255, 256, largest - 1, largest] + random).map(String.init)
        let run = try await NetlabProcess.run(["byteorder", call] + arguments)
        #expect(run.status == 0)
        let script = "import socket, sys\nfor word in sys.argv[1:]: print(socket.\(call)(int(word)))"
        #expect(run.lines == (try await Self.python(script, arguments)))
    }

    @Test func `the calls for 64 bits swap all of them`() async throws {
        let run = try await NetlabProcess.run("byteorder", "htonll", "1", "0x0102030405060708", "0")
        #expect(run.lines == ["72057594037927936", "578437695752307201", "0"])
        let back = try await NetlabProcess.run(["byteorder", "ntohll"] + run.lines)
        #expect(back.lines == ["1", "72623859790382856", "0"])
    }

    // MARK: Values

    @Test(.needs(python)) func `numbers have the bytes that struct packs`() async throws {
        let formats = [(8, "b", "B"), (16, "h", "H"), (32, "i", "I"), (64, "q", "Q")]
        for (bits, signed, unsigned) in formats {
            let numbers = [Int.min >> (64 - bits), -2, -1, 0, 1, 80, Int.max >> (64 - bits)].map(String.init)
            let values = try await Self.values(["--width", "\(bits)"] + numbers)
            let script = """
                import struct, sys
                for word in sys.argv[1:]:
                    big = struct.pack('>\(signed)', int(word))
                    unsigned, signed = struct.unpack('<\(unsigned)\(signed)', big + big)
                    print(big.hex(), struct.pack('=\(signed)', int(word)).hex(), f'{unsigned:#0{2 + 2 * len(big)}x}', signed)
                """
            let expected = try await Self.python(script, numbers)
            let found = values.map { value in
                let swapped = value.swapped
                return [
                    value.wireHexadecimal?.string, value.memoryHexadecimal?.string,
                    swapped?.hexadecimal?.string, swapped?.signed?.integer.map(String.init),
                ].compactMap(\.self).joined(separator: " ")
            }
            #expect(found == expected, "\(bits) bits")
        }
    }

    @Test(.needs(python)) func `floating-point numbers have the bytes that struct packs`() async throws {
        let numbers = ["1.5", "-0.0", "0.1", "1e-40", "3.4028234e38", "-inf", "80.0", "16777217.0"]
        for (bits, format) in [(32, "f"), (64, "d")] {
            let values = try await Self.values(["--float", "--width", "\(bits)"] + numbers)
            let script = """
                import struct, sys
                for word in sys.argv[1:]: print(struct.pack('>\(format)', float(word)).hex(), struct.pack('=\(format)', float(word)).hex())
                """
            let found = values.map { "\($0.wireHexadecimal?.string ?? "") \($0.memoryHexadecimal?.string ?? "")" }
            #expect(found == (try await Self.python(script, numbers)), "\(bits) bits")
        }
    }

    @Test(.needs(python)) func `addresses are the numbers that ipaddress makes of them, and back`() async throws {
        let addresses = [
            "192.0.2.1", "0.0.0.0", "255.255.255.255", "127.0.0.1", "2001:db8::1", "::", "fe80::1", "::ffff:192.0.2.1",
        ]
        let values = try await Self.values(addresses)
        let script = """
            import ipaddress, sys
            for word in sys.argv[1:]:
                packed = ipaddress.ip_address(word).packed
                print(packed.hex(), ipaddress.ip_address(packed[::-1]).compressed)
            """
        let expected = try await Self.python(script, addresses)
        let found = values.map { "\($0.wireHexadecimal?.string ?? "") \($0.swapped?.address?.string ?? "")" }
        #expect(found == expected)
        let numbers = values.compactMap { $0.wireHexadecimal?.string }
        let back = try await Self.values(["--bytes"] + numbers)
        #expect(back.compactMap { $0.value?.address?.string } == addresses)
    }

    @Test func `the drawing shows memory beside the wire, and both numbers`() async throws {
        let run = try await NetlabProcess.run("byteorder", "80")
        #expect(run.status == 0)
        #expect(run.lines.first == "80: 0x0050 in 16 bits")
        #expect(run.lines.contains { $0.contains("on the wire (big-endian)") && $0.hasSuffix("00 50") })
        #expect(run.lines.contains { $0.contains("port") && $0.hasSuffix("20480") })
        #expect(run.lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["0x5050", "--width 8 80", "--bytes 0000", "0", "-1"])
    func `what is the same either way is said to be`(words: String) async throws {
        let words = words.split(separator: " ").map(String.init)
        let text = try await NetlabProcess.run(["byteorder"] + words).output
        #expect(text.contains("same"))
        #expect(try await Self.values(words).first?.sameEitherWay == .bool(true))
    }

    @Test(arguments: ["-1", "1", "-0"])
    func `a whole number is a floating-point one where that is asked for`(value: String) async throws {
        let run = try await NetlabProcess.run("byteorder", "--float", value)
        #expect(run.lines.first?.hasPrefix("\(value): \(value).0, 0x") == true)
        #expect(run.output.contains("No call swaps a floating-point number"))
        let document = try JSON(try await NetlabProcess.run("byteorder", "--json", "--float", value).standardOutput)
        #expect(document.values?.array?.first?.kind?.string == "float")
    }

    @Test(arguments: ["-1", "-1 --signed", "--signed -- -1", "--width 16 -1", "-- -1"])
    func `a negative number is no option`(words: String) async throws {
        let value = try await Self.values(words.split(separator: " ").map(String.init)).first
        #expect(value?.wireHexadecimal?.string == "ffff")
        #expect(value?.value?.signed?.integer == -1)
    }

    @Test func `every drawing fits 80 columns and escapes what was typed`() async throws {
        let widest = [
            "2001:db8::1", "-170141183460469231731687303715884105728", "-1.5e-300", "18446744073709551615",
            "char:\u{1b}",
        ]
        let run = try await NetlabProcess.run(["byteorder"] + widest)
        #expect(run.status == 0)
        #expect(run.lines.allSatisfy { $0.count <= 80 })
        #expect(run.output.contains(#"char:\x1b: 27, 0x1b in 8 bits"#))
        #expect(!run.output.contains("\u{1b}"))
    }

    @Test(arguments: [
        ("0x50", "0x50: 80, 0x0050 in 16 bits"), ("192.0.2.1", "192.0.2.1: 3221225985, 0xc0000201 in 32 bits"),
        ("--signed --width 8 -1", "-1: 0xff in 8 bits"), ("--signed --bytes ff", "ff: -1 in network byte order"),
        ("--width 32 16777217.0", "16777217.0: 16777216.0, 0x4b800000 in 32 bits"),
        ("--bytes 00:50", "00 50: 80 in network byte order, 20480 in little-endian"),
    ])
    func `the first line answers`(words: String, line: String) async throws {
        let run = try await NetlabProcess.run(["byteorder"] + words.split(separator: " ").map(String.init))
        #expect(run.lines.first == line)
    }

    @Test func `without a value it says this host's order and reads nothing`() async throws {
        let text = try await NetlabProcess.run("byteorder")
        #expect(text.status == 0)
        #expect(text.lines.allSatisfy { $0.count <= 80 })
        let json = try JSON(try await NetlabProcess.run("byteorder", "--json").standardOutput)
        #expect(text.output.hasPrefix("\(json.hostByteOrder?.string ?? "?"): "))
        #expect(json.hostByteOrder?.string == (UInt16(1).bigEndian == 1 ? "big-endian" : "little-endian"))
        let input = Array("unread".utf8)
        let run = try await Peer.shell.run(["-c", #""$0" byteorder >&2; cat"#, NetlabProcess.binary], input: input)
        #expect(run.errors == text.output)
        #expect(run.standardOutput == input)
    }
}
