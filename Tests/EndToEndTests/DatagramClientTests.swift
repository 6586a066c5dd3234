import TestSupport
import Testing

/// Clients that send datagrams, in the manner of tutorials.
@Suite(.enabled(if: Peer.python.isPresent, "python3 is not installed"))
struct DatagramClientTests {
    /// Sends a datagram and waits for one, three times over; the last is empty.
    private static let timestamps = """
        import socket, sys, time
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.settimeout(20)
        for line in ["spam", "eggs\\n", ""]:
            s.sendto(line.encode(), (sys.argv[1], int(sys.argv[2])))
            data, source = s.recvfrom(1024)
            assert source == (sys.argv[1], int(sys.argv[2]))
            data = data.decode()
            stamp = time.mktime(time.strptime(data[1:25], "%a %b %d %H:%M:%S %Y"))
            assert abs(time.time() - stamp) < 30, data
            print(repr(data[25:]))
        """

    /// Sends an empty datagram, as RFC 867 and 868 have it, and prints the answer as Python writes bytes.
    private static let once = """
        import socket, sys
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.settimeout(20)
        s.sendto(b"", (sys.argv[1], int(sys.argv[2])))
        print(s.recvfrom(1024)[0])
        """

    private static func answer(of service: String, to program: String) async throws -> FinishedProcess {
        try await RunningServer.run(service, "udp:127.0.0.1:0") {
            try await TutorialClient.run(program, $0.address)
        }.value
    }

    @Test func `each datagram comes back behind the time, also an empty one`() async throws {
        let run = try await Self.answer(of: "timestamp", to: Self.timestamps)
        #expect(run.errors == "")
        #expect(run.lines == ["'] spam'", #"'] eggs\n'"#, "'] '"])
    }

    @Test func `daytime answers a datagram with its line`() async throws {
        let run = try await Self.answer(of: "daytime", to: Self.once)
        #expect(run.output.wholeMatch(of: /b'\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\\r\\n'\n/) != nil)
    }

    @Test func `time answers a datagram with the seconds since 1900`() async throws {
        let program = Self.once.replacing(
            "print(s.recvfrom(1024)[0])",
            with: "import struct, time\n"
                + "print(abs(struct.unpack('!I', s.recvfrom(1024)[0])[0] - 2208988800 - time.time()) < 30)"
        )
        #expect(try await Self.answer(of: "time", to: program).lines == ["True"])
    }

    @Test func `chargen answers a datagram with its first line`() async throws {
        let run = try await Self.answer(of: "chargen", to: Self.once)
        #expect(run.output.contains("()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ["))
        #expect(run.output.hasSuffix("abcdefg\\r\\n'\n"))
    }

    @Test func `discard answers none, and echo all`() async throws {
        let program = """
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(0.3)
            s.sendto(b"spam", (sys.argv[1], int(sys.argv[2])))
            try:
                print(s.recvfrom(1024)[0])
            except TimeoutError:
                print("nothing")
            """
        #expect(try await Self.answer(of: "discard", to: program).lines == ["nothing"])
        #expect(try await Self.answer(of: "echo", to: Self.once).lines == ["b''"])
    }
}
