import TestSupport

/// Programs as tutorials on sockets have them, in Python; each gets a host and a port.
enum TutorialClient {
    /// Sends a line without its end, receives once, and checks the time that it gets against its own clock.
    static let timestamps = """
        import socket, sys, time
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        for line in ["spam", "eggs and ham", "x" * 400]:
            s.send(line.encode())
            data = s.recv(1024).decode()
            stamp = time.mktime(time.strptime(data[1:25], "%a %b %d %H:%M:%S %Y"))
            assert data[0] == "[" and data[25:27] == "] ", data
            assert abs(time.time() - stamp) < 30, data
            print(data[27:])
        s.close()
        """

    /// Receives once.
    static let date = """
        import socket, sys
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.connect((sys.argv[1], int(sys.argv[2])))
        print(s.recv(1024).decode("ascii"), end="")
        assert s.recv(1024) == b""
        """

    /// Is greeted, then sends and receives in turn, without line ends, until it says goodbye.
    static let turns = """
        import socket, sys
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        print(s.recv(1024).decode(), end="")
        for line in ["hola", "como estas", "adios"]:
            s.send(line.encode())
            if line == "adios":
                break
            print(s.recv(1024).decode(), end="")
        assert s.recv(1024) == b""
        """

    /// Receives on one thread until the end, and sends on another.
    static let fullDuplex = """
        import socket, sys, threading
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        three = threading.Event()
        def receive():
            lines = 0
            for line in s.makefile("r", encoding="utf-8"):
                print(line, end="")
                lines += 1
                if lines == 3:
                    three.set()
        receiver = threading.Thread(target=receive)
        receiver.start()
        for number in range(5):
            s.sendall(("line %d\\n" % number).encode())
        three.wait(30)
        s.sendall(b"\\n")
        receiver.join(30)
        assert not receiver.is_alive()
        """

    /// Sends a few hundred bytes, then an empty line, and reads to the end.
    static let emptyLine = """
        import socket, sys
        s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        s.sendall(b"a" * 300 + b"\\n")
        s.sendall(b"\\n")
        while True:
            data = s.recv(1024)
            if not data:
                break
            sys.stdout.write(data.decode())
        """

    static func run(_ program: String, _ address: String) async throws -> FinishedProcess {
        try await Peer.python.run(["-c", program] + split(address))
    }

    /// Host and port of an IPv4 address.
    static func split(_ address: String) -> [String] { address.split(separator: ":").map(String.init) }
}
