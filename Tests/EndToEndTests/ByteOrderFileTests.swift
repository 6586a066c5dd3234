import TestSupport
import Testing

/// `netlab byteorder` on files and pipes, compared with od, xxd and dd.
@Suite struct ByteOrderFileTests {
    private static let widths = [16, 32, 64, 128]

    private static func bytes(_ count: Int) -> [UInt8] {
        var generator = SeededGenerator(state: UInt64(count))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    // MARK: Tables

    @Test(.needs(Peer("od")), arguments: [8, 16, 32, 64], ["", "--signed"])
    func `a table has the numbers that od reads in either order`(bits: Int, option: String) async throws {
        let bytes = Self.bytes(4_096)
        let options = option.isEmpty ? [] : [option]
        let run = try await NetlabProcess.run(["byteorder", "-", "--width", "\(bits)"] + options, input: bytes)
        #expect(run.status == 0)
        let rows = run.lines.dropFirst().map { $0.split(separator: " ").map(String.init) }
        let format = (option.isEmpty ? "u" : "d") + "\(bits / 8)"
        for (order, column) in [("big", 2), ("little", 1)] {
            let arguments = ["--endian=\(order)", "--address-radix=n", "--output-duplicates", "--format=\(format)"]
            let peer = try await Peer("od").run(arguments, input: bytes)
            let expected = peer.output.split { $0.isWhitespace }.map(String.init)
            #expect(rows.map { $0[$0.count - column] } == expected, "\(order)-endian")
        }
    }

    @Test(.needs(Peer("xxd")), arguments: [16, 32, 64])
    func `its little-endian numbers are those that xxd -e shows`(bits: Int) async throws {
        let bytes = Self.bytes(640)
        let run = try await NetlabProcess.run(
            "byteorder",
            "--width",
            "\(bits)",
            "--file",
            "-",
            "--format",
            "ndjson",
            input: bytes
        )
        let values = try JSON.lines(run.standardOutput).filter { $0.event?.string == "value" }
        let peer = try await Peer("xxd").run(["-e", "-g", "\(bits / 8)", "-c", "16"], input: bytes)
        let groups = peer.lines.flatMap { $0.split(separator: " ").dropFirst().prefix(128 / bits) }.map(String.init)
        #expect(values.count == groups.count)
        for (value, group) in zip(values, groups) {
            let hexadecimal = value.hexadecimal?.string ?? ""
            let pairs = stride(from: 0, to: hexadecimal.count, by: 2).map { hexadecimal.dropFirst($0).prefix(2) }
            #expect(pairs.reversed().joined() == group)
            if let number = value.littleEndian?.integer { #expect(number == Int(group, radix: 16)) }
        }
    }

    @Test func `the table, the document and the events have the same values`() async throws {
        let bytes = Self.bytes(100)
        let text = try await NetlabProcess.run("byteorder", "-", input: bytes)
        let document = try JSON(try await NetlabProcess.run("byteorder", "-", "--json", input: bytes).standardOutput)
        let events = try JSON.lines(
            try await NetlabProcess.run("byteorder", "-", "--format", "ndjson", input: bytes).standardOutput
        )
        let values = document.values?.array ?? []
        #expect(values.count == 50)
        #expect(events.first?.event?.string == "start")
        #expect(events.last?.values?.integer == 50)
        #expect(events.dropFirst().dropLast().map(\.bigEndian?.integer) == values.map(\.bigEndian?.integer))
        let column = text.lines.dropFirst().map { $0.split(separator: " ").dropLast().last.flatMap { Int($0) } }
        #expect(column == values.map(\.bigEndian?.integer))
    }

    // MARK: Swapping

    @Test(arguments: widths)
    func `every value is swapped, whatever pieces a pipe brings`(bits: Int) async throws {
        let bytes = Self.bytes(80_000)
        // Pieces of a prime number of bytes end inside values.
        let script = #"dd bs=997 iflag=fullblock status=none | "$0" byteorder --swap --width "$1""#
        let run = try await Peer.shell.run(["-c", script, NetlabProcess.binary, "\(bits)"], input: bytes)
        #expect(run.status == 0, "\(run.errors)")
        let size = bits / 8
        let expected = stride(from: 0, to: bytes.count, by: size).flatMap { bytes[$0..<$0 + size].reversed() }
        #expect(run.standardOutput == expected)
    }

    @Test(arguments: widths)
    func `a large file that is swapped twice is the same again`(bits: Int) async throws {
        let script = """
            head -c 3000000 "$0" >"$2/file"
            "$0" byteorder --swap --width "$1" --file "$2/file" | tee "$2/swapped" | "$0" byteorder --swap --width "$1" | cmp - "$2/file" &&
            ! cmp --silent "$2/swapped" "$2/file"
            """
        try await withTemporaryFolder { folder in
            let run = try await Peer.shell.run("-c", script, NetlabProcess.binary, "\(bits)", folder.path)
            #expect(run.status == 0, "\(run.errors)\(run.output)")
        }
    }

    @Test(.needs(Peer("dd"))) func `16 bits are swapped as dd swaps them`() async throws {
        let bytes = Self.bytes(100_000)
        let run = try await NetlabProcess.run("byteorder", "--swap", "--width", "16", input: bytes)
        #expect(
            run.standardOutput == (try await Peer("dd").run(["conv=swab", "status=none"], input: bytes)).standardOutput
        )
    }

    @Test(arguments: widths)
    func `a short tail is told and left out, behind all whole values`(bits: Int) async throws {
        let size = bits / 8
        for extra in [1, size - 1] {
            let bytes = Self.bytes(3 * size + extra)
            let swap = try await NetlabProcess.run("byteorder", "--swap", "--width", "\(bits)", input: bytes)
            #expect(swap.status == 65)
            #expect(swap.standardOutput.count == 3 * size)
            #expect(swap.errors.contains("less than a value of \(bits) bits, and left out"))
            let table = try await NetlabProcess.run("byteorder", "-", "--json", "--width", "\(bits)", input: bytes)
            #expect(table.status == 65)
            let document = try JSON(table.standardOutput)
            #expect(document.values?.array?.count == 3)
            #expect(document.tailHexadecimal?.string?.count == 2 * extra)
        }
    }

    @Test func `an empty input has no values, and no complaint`() async throws {
        #expect(try await NetlabProcess.run("byteorder", "--swap", "--width", "16").standardOutput == [])
        let run = try await NetlabProcess.run("byteorder", "-", "--json")
        #expect(run.status == 0)
        #expect(try JSON(run.standardOutput).values?.array?.isEmpty == true)
    }

    // MARK: Ends

    @Test func `a reader that leaves early is no error, and a full disk is`() async throws {
        let script = #"{ "$0" byteorder $1 < /dev/zero; echo "status $?" >&2; } | head -c 10 | od -An -c >/dev/null"#
        for options in ["--swap --width 16", "-"] {
            let run = try await Peer.shell.run("-c", script, NetlabProcess.binary, options)
            #expect(run.errorLines == ["status 0"])
            let full = try await Peer.shell.run(
                "-c",
                #""$0" byteorder $1 < /dev/zero > /dev/full"#,
                NetlabProcess.binary,
                options
            )
            #expect(full.status == 74)
            #expect(full.errorLines.first?.contains("cannot write standard output: no space left on device") == true)
        }
    }

    @Test func `a file is not read while it grows by what is read from it`() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.write([1, 2, 3, 4], to: "numbers")
            for options in ["--swap --width 16 --file", "--file"] {
                let run = try await Peer.shell.run(
                    "-c",
                    #""$0" byteorder \#(options) "$1" >> "$1""#,
                    NetlabProcess.binary,
                    path
                )
                #expect(run.status == 64)
                #expect(run.errors.contains("it would grow without end"))
            }
            #expect(try contents(of: path) == [1, 2, 3, 4])
            // In its own place it ends.
            let run = try await Peer.shell.run(
                "-c",
                #""$0" byteorder --swap --width 16 < "$1" 1<> "$1""#,
                NetlabProcess.binary,
                path
            )
            #expect(run.status == 0)
            #expect(try contents(of: path) == [2, 1, 4, 3])
        }
    }

    @Test func `what cannot be read is named, and nothing is written`() async throws {
        for format in ["text", "json", "ndjson"] {
            let run = try await NetlabProcess.run("byteorder", "--file", "/", "--format", format)
            #expect(run.status == 66)
            #expect(run.standardOutput.isEmpty)
            #expect(run.errorLines == ["netlab byteorder: cannot read '/': is a directory"])
        }
    }

    @Test(.needs(Peer("script"))) func `swapped bytes are not written to a terminal`() async throws {
        let command = "\(NetlabProcess.binary) byteorder --swap --width 16"
        let run = try await Peer("script").run("--quiet", "--return", "--command", command, "/dev/null")
        #expect(run.status == 64)
        #expect(run.output.contains("nothing for a terminal"))
    }
}
