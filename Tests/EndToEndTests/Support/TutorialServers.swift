/// Servers as tutorials on sockets have them, in Python, for one client; each prints its port, and what its assertions miss.
enum TutorialServer {
    /// Sends what one recv brings back behind the time.
    static let timestamps = """
        import socket, time
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.bind(("127.0.0.1", 0))
        s.listen(5)
        print(s.getsockname()[1], flush=True)
        c, _ = s.accept()
        while True:
            data = c.recv(1024)
            if not data:
                break
            c.send(b"[%s] %s" % (time.ctime().encode(), data))
        c.close()
        """

    /// The same over datagrams, for two of them.
    static let datagrams = """
        import socket, time
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.bind(("127.0.0.1", 0))
        print(s.getsockname()[1], flush=True)
        for _ in range(2):
            data, peer = s.recvfrom(1024)
            s.sendto(b"[%s] %s" % (time.ctime().encode(), data), peer)
        """

    /// Sends one message back, and closes.
    static let oneLine = """
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.bind(("127.0.0.1", 0))
        s.listen(5)
        print(s.getsockname()[1], flush=True)
        c, _ = s.accept()
        c.send(c.recv(1024))
        c.close()
        """

    /// Greets, then receives and sends in turn, without line ends.
    static let turns = """
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.bind(("127.0.0.1", 0))
        s.listen(5)
        print(s.getsockname()[1], flush=True)
        c, _ = s.accept()
        c.send("hola, soy el servidor \\x1b[2J".encode())
        for question, answer in [("que tal", "muy bien"), ("adios", "adios")]:
            data = c.recv(1024).decode().strip()
            assert data == question, data
            c.send(answer.encode())
        c.close()
        """
}
