import FoundationEssentials
import TestSupport
import Testing

/// What cannot be done is refused in one line that says what and why, with a status, and with nothing on standard output.
@Suite struct RefusalTests {
    @Test(arguments: [
        ("capture lab --times 0", 64, "'0' is not a whole number from 1"),
        ("capture lab --mtu -1", 64, "'-1' is not a whole number from 576"),
        ("capture lab --times 2 --mtu -15 --json", 64, "'-15' is not a whole number from 576"),
        ("capture -i lo -B -1", 64, "'-1' is not a whole number from 1"),
        ("capture lab --mtu", 64, "missing value for '--mtu"),
        ("capture lab -15", 64, "unexpected argument '-15'"),
        ("capture lab --mtu 10", 64, "'10' is not a whole number from 576"),
        ("capture lab -6 --mtu 1000", 64, "--mtu 1000 is under 1,280"),
        ("capture lab --receive-size 0", 64, "'0' is not a size from 1"),
        ("capture lab --write-gap 1ms", 64, "--write-gap needs --write-size"),
        ("capture lab --frobnicate", 64, "unknown option '--frobnicate'"),
        ("capture lab -w /nonexistent/lab.pcap", 73, "cannot create '/nonexistent/lab.pcap'"),
        ("capture --json lab", 64, "'netlab capture lab ...'"),
        ("capture", 64, "-i INTERFACE or -r FILE is missing"),
        ("capture -i lo -r file", 64, "-i and -r contradict each other"),
        ("capture -r file --for 1s", 64, "--for is for capturing with -i"),
        ("capture -r file -B 1", 64, "-B is for capturing with -i"),
        ("capture -i lo -i lo", 64, "-i lo is given twice"),
        ("capture -i lo -F file tcp", 64, "contradict each other"),
        ("capture -r file -C 1", 64, "-C is for saving with -w"),
        ("capture -r file -w - -G 1", 64, "-G is for files"),
        ("capture -r file -w out -W 2", 64, "-W needs -C or -G"),
        (
            "capture -r \(Fixture.Lab.capture) -w /nonexistent/x -C 1", 73,
            "cannot create '/nonexistent/x': no such file"
        ),
        ("capture -r file -w - --json", 64, "-w - takes standard output"),
        ("capture -r file -w - --view packets", 64, "-w - takes standard output"),
        ("capture -r - -F -", 64, "can be read once"),
        ("serve http --status 100", 64, "'100' is not a whole number from 200 to 599"),
        ("serve http --header Content-Length:1", 64, "'Content-Length:1' is no header field"),
        ("serve http --header nothing", 64, "'nothing' is no header field"),
        ("serve chat --turns --room", 64, "--turns is for one client at a time"),
        ("serve chat --encoding ebcdic", 64, "there are ascii, utf-8, latin1"),
        ("serve chat --encoding ascii --greeting é", 64, "--greeting: 'é' is not in ascii"),
        ("resolve --watch 0 localhost", 64, "--watch must be more than 0"),
        ("resolve --watch 1 --json localhost", 64, "use --format ndjson"),
        ("resolve --compare", 64, "--compare needs a name"),
        ("resolve --compare --type A localhost", 64, "not --type"),
        ("resolve --compare --explain localhost", 64, "choose one"),
        ("resolve --compare --using getaddrinfo localhost", 64, "not --using"),
        ("resolve --type A x.test --server 127.0.0.1:0", 64, "nobody listens on port 0"),
        ("resolve --watch 1 -", 64, "cannot read standard input again"),
        ("resolve --using gethostbyname", 64, "gethostbyname needs a name or an address"),
        ("resolve --using gethostbyname -6 localhost", 64, "cannot be told a family"),
        ("resolve --using getaddrinfo --flags AI_X localhost", 64, "getaddrinfo has no flag 'AI_X'"),
        ("resolve --flags AI_ALL localhost", 64, "--flags belongs to --using"),
        ("resolve --using nosuch localhost", 64, "gethostname, getfqdn, gethostbyname"),
        ("resolve --file /nonexistent", 66, "cannot open '/nonexistent'"),
        ("resolve --timeout 0 localhost", 64, "--timeout must be more than 0"),
        ("serve echo --inetd :0", 64, "--inetd and an endpoint contradict each other"),
        ("serve echo --inetd --daemon", 64, "--daemon and --inetd contradict each other"),
        ("serve echo --daemon --json", 64, "--daemon leaves no standard output"),
        ("serve echo --mode 0660 :0", 64, "--mode is for unix: and unix-dgram: paths"),
        ("serve echo --mode 999 unix:/tmp/a", 64, "'999' is no mode in octal"),
        ("serve echo --allow 10.0.0.0/33", 64, "'10.0.0.0/33' is no network"),
        ("serve echo --once --count 2", 64, "contradict each other"),
        ("serve echo --idle-timeout 0", 64, "--idle-timeout must be more than 0"),
        ("serve echo 192.0.2.1:0", 69, "cannot listen on 192.0.2.1:0: cannot assign requested address"),
        ("serve echo unix:/nonexistent/a", 73, "cannot listen on unix:/nonexistent/a: no such file"),
        ("serve echo --pid-file /nonexistent/a", 73, "cannot create '/nonexistent/a': no such file"),
        ("serve echo :0,dleay=1ms", 64, "'dleay' in ':0,dleay=1ms' is no fault; there are delay"),
        ("serve echo :0,delay=x", 64, "'x' is not a duration"),
        ("serve echo :0,delay", 64, "missing value for '--delay"),
        ("serve echo :0,chunk-gap=1ms", 64, "--chunk-gap needs --chunk"),
        ("serve echo :0,loss=1%", 64, "'loss' behind an endpoint is a fault of datagrams"),
        ("serve echo udp::0,rate=1kbit", 64, "'rate' behind an endpoint is a fault of streams"),
        ("serve echo :0,no-read --delay 1ms", 64, "every endpoint has faults of its own"),
        ("serve echo --seed 1 :0,no-read", 64, "--seed needs a fault that is random"),
        ("serve echo --log /nonexistent/a", 73, "cannot open '/nonexistent/a': no such file"),
        ("serve echo --port-file /nonexistent/a", 73, "cannot write '/nonexistent/a': no such file"),
        ("serve repeat udp:127.0.0.1:0", 64, "repeat is not served over UDP"),
        ("serve all 127.0.0.1:7000", 64, "addresses without a port"),
        ("serve all --port-offset 65530", 64, "from 0 to 65,000"),
        ("serve repeat :0 --record -", 64, "--record needs a file's name"),
        ("capture -r /nonexistent.pcap", 66, "cannot open '/nonexistent.pcap': no such file or directory"),
        ("capture -r \(Fixture.Lab.capture) frob nicate", 64, "cannot compile the filter 'frob nicate'"),
        ("capture -r \(Fixture.Lab.capture) --stream 7 --view lanes", 1, "there is no stream of number 7"),
        ("capture -r \(Fixture.Lab.capture) --record /nonexistent", 66, "cannot open '/nonexistent'"),
        ("capture -r \(Fixture.Lab.capture) --record \(Fixture.Lab.capture)", 65, "is no I/O record: line 1"),
        ("capture -r \(Fixture.Lab.capture) -e", 64, "--link-layer needs --view packets"),
        ("capture -r \(Fixture.Lab.capture) --view lanes -X", 64, "--payload needs --view packets"),
        ("capture -r \(Fixture.Lab.capture) --view streams --names", 64, "--names needs --view packets"),
        ("capture -r \(Fixture.Lab.capture) --json --time delta", 64, "--time needs --view packets"),
        ("capture -r file --bytes hex", 64, "--bytes needs --view follow"),
        ("capture -r file --view lanes --output file", 64, "--output needs --view follow"),
        ("capture -r file --view follow --output file", 64, "raw bytes are those of one --direction"),
        ("capture -r file --view follow --json --bytes hex", 64, "--bytes is for text"),
        ("capture -r file --view follow --output -", 64, "--output needs a file's name"),
        ("capture -r file --view follow --bytes hex --output x -w x", 64, "--output and -w name the same file"),
        ("capture -r file --view follow --delimiter 7", 64, "--delimiter is for lanes, ladder and JSON"),
        (#"capture -r file --delimiter \q"#, 64, "is no delimiter"),
        ("capture -r file --view lanes --json", 64, "--view is for text"),
        ("serve repeat 192.0.2.1:0", 69, "cannot listen on 192.0.2.1:0"),
        ("serve repeat 127.0.0.1:99999", 64, "'99999' in '127.0.0.1:99999' is no port"),
        ("serve repeat 27003", 64, "a port is written :27003"),
        ("serve repeat --record /nonexistent/record", 73, "cannot create '/nonexistent/record'"),
        ("probe repeat 127.0.0.1:1", 64, "the text to send is missing"),
        ("probe repeat ::1:2000 abc", 64, "an IPv6 address goes into brackets"),
        ("services 70000", 64, "'70000': ports go from 0 to 65,535"),
        ("services -1", 64, "'-1': ports go from 0 to 65,535"),
        ("services http -1/tcp --json", 64, "'-1': ports go from 0 to 65,535"),
        ("services 6007-6000", 64, "'6007-6000' ends before it begins"),
        ("services http/", 64, "'http/' has no protocol behind the '/'"),
        ("services --protocols 6/tcp", 64, "a protocol's name or number stands alone"),
        ("services --match mail http", 64, "--match searches the whole list"),
        ("services --short --json", 64, "--short and --format json contradict each other"),
        ("frobnicate", 64, "netlab: there is no command 'frobnicate'"),
        ("serve frobnicate", 64, "netlab serve: there is no command 'frobnicate'"),
        ("byteorder -0120", 64, "write -0o120 or -120"),
        ("help frobnicate", 64, "netlab has no command 'frobnicate'"),
        ("help capture frobnicate", 64, "netlab capture has no command 'frobnicate'"),
        ("help capture lab interfaces", 64, "netlab capture lab has no command 'interfaces'"),
        ("byteorder htons 65536", 64, "65536 is out of the range of htons, 0 to 65535"),
        ("byteorder htonl -1", 64, "-1 is out of the range of htonl, 0 to 4294967295"),
        ("byteorder htons 1.5", 64, "'1.5' is no whole number"),
        ("byteorder htons", 64, "htons needs a value"),
        ("byteorder htons --width 16 80", 64, "--width is for values without a call"),
        ("byteorder 0120", 64, "write 0o120 or 120"),
        ("byteorder --width 8 256", 64, "256 is out of the range of 8 bits, 0 to 255"),
        ("byteorder --width 12 1", 64, "'12' is no width"),
        ("byteorder --widht 16 1", 64, "unknown option '--widht'"),
        ("byteorder -x", 64, "unknown option '-x'"),
        ("byteorder --width 16", 64, "--width is for values, and there is none"),
        ("byteorder --float --signed 1", 64, "--signed and --float contradict each other"),
        ("byteorder --float --width 16 1", 64, "--float needs --width 32 or 64"),
        ("byteorder --bytes 00:50:00", 64, "'00:50:00' has 3 bytes"),
        ("byteorder --bytes --float 00:50", 64, "has 2 bytes; a floating-point number has 4 or 8"),
        ("byteorder --swap 80", 64, "--swap is for bytes that are read"),
        ("byteorder --swap", 64, "--swap needs --width"),
        ("byteorder --swap --width 8", 64, "one byte has no order"),
        ("byteorder --swap --width 16 --signed", 64, "--signed is for values that are shown"),
        ("byteorder --swap --width 16 --json", 64, "--swap writes bytes as they are"),
        ("byteorder --file x --bytes", 64, "--bytes is for values"),
        ("byteorder --file x 80", 64, "--file is for bytes that are read"),
        ("byteorder --file /nonexistent", 66, "cannot open '/nonexistent': no such file or directory"),
    ])
    func `a refusal is one line, and perhaps a hint`(command: String, status: Int32, words: String) async throws {
        let run = try await NetlabProcess.run(command.split(separator: " ").map(String.init))
        #expect(run.status == .exited(status))
        #expect(run.standardOutput.isEmpty)
        let lines = run.errorLines
        #expect(lines.first?.hasPrefix("netlab") == true)
        #expect(lines.first?.contains(words) == true, "\(run.errors)")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") })
        #expect(lines.count <= 2)
    }

    @Test func `a file of another kind is malformed input`() async throws {
        let run = try await NetlabProcess.run("capture", "-r", Repository.path("Package.swift"))
        #expect(run.status == 65)
        #expect(run.errors.contains("not a pcap or pcapng file"))
    }

    @Test(.needs(Peer("script"))) func `packets are not written to a terminal`() async throws {
        let command = "\(NetlabProcess.binary) capture -r \(Fixture.Lab.capture) -w -"
        let run = try await Peer("script").run("--quiet", "--return", "--command", command, "/dev/null")
        #expect(run.status == 64)
        #expect(run.output.contains("nothing for a terminal"))
    }

    @Test(.needsRoot) func `who may not capture, or not read a file, is told what to do`() async throws {
        let someone = ["--reuid", "65534", "--clear-groups", NetlabProcess.binary, "capture"]
        let live = try await Peer("setpriv").run(someone + ["-i", "lo"])
        #expect(live.status == 77)
        #expect(live.errors.contains("hint: use sudo, or 'sudo setcap"))
        try await withTemporaryFolder { folder in
            let file = try folder.write([], to: "secret")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            for option in ["-r", "-F", "--record"] {
                let others = option == "-r" ? [] : ["-r", Fixture.Lab.capture]
                let run = try await Peer("setpriv").run(someone + others + [option, file])
                #expect(run.status == 77)
                #expect(run.errorLines.first == "netlab capture: cannot open '\(file)': permission denied")
            }
        }
    }

    @Test func `an interface that is missing, or forbidden, is named`() async throws {
        let run = try await NetlabProcess.run("capture", "-i", "nosuch0")
        // Who may not capture may not be told either what there is.
        #expect([66, 77].contains(run.status))
        #expect(run.errors.contains("nosuch0"))
        #expect(run.standardOutput.isEmpty)
    }

    @Test(arguments: ["capture --help", "help capture", "capture -h"])
    func `the help of capture shows the options that need no subcommand`(command: String) async throws {
        let run = try await NetlabProcess.run(command.split(separator: " ").map(String.init))
        #expect(run.status == 0)
        #expect(run.output.contains("-i, --interface <name>"))
        #expect(run.output.contains("SUBCOMMANDS:\n  lab"))
    }

    @Test func `the help of a subcommand is its own`() async throws {
        let run = try await NetlabProcess.run("capture", "lab", "--help")
        #expect(run.status == 0)
        #expect(run.output.contains("USAGE: netlab capture lab"))
        #expect(try await NetlabProcess.run("--version").output.hasPrefix("netlab "))
    }
}
