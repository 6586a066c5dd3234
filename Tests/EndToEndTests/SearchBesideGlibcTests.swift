import TestSupport
import Testing

/// The names that `--explain` asks for, beside those that getaddrinfo(3) asks for, whatever the name servers answer.
@Suite(.needsSandbox, .needs(.python)) struct SearchBesideGlibcTests {
    /// What the one server answers for A and AAAA of the first name, then what a second one does, where there is one.
    private static let answers = [
        "lame-lame", "lame-nx", "nx-lame", "lame-nodata", "nodata-lame", "serv-lame", "lame-serv", "serv-serv",
        "ref-nx",
        "nodata-ref", "ref-ref", "nodata-form", "form-nx", "nx-form", "alias-nodata", "ok-lame", "lame-ok", "glue-lame",
        "glue-glue",
        "lame-lame-ok-ok", "lame-nodata-ok-ok", "serv-ref-nx-form", "ref-ref-serv-lame",
    ]

    /// A line for each: the answers, the names that getaddrinfo(3) asked for, and those that netlab says.
    private static let script = #"""
        import json, os, socket, struct, subprocess, sys, threading
        log = []
        flags = {'lame': 0x8100, 'nodata': 0x8180, 'nx': 0x8183, 'serv': 0x8182, 'ref': 0x8105, 'form': 0x8181, 'ok': 0x8580,
                 'alias': 0x8180, 'glue': 0x8100}
        def serve(server, first):
            while True:
                query, sender = server.recvfrom(4096); at = 12; labels = []
                while query[at]: labels.append(query[at + 1:at + 1 + query[at]].decode()); at += query[at] + 1
                question = query[12:at + 5]; kind = question[-3]; name = '.'.join(labels); log.append(name)
                code = labels[1].split('-')[first + (kind == 28)] if len(labels) == 3 and '-' in labels[1] else \
                    'nx' if len(labels) == 1 else 'ok' if kind == 1 else 'nodata'
                record = lambda kind, data: b'\xc0\x0c' + struct.pack('!HHIH', kind, 1, 60, len(data)) + data
                data = bytes([192, 0, 2, 5]) if kind == 1 else bytes(15) + b'\5'
                rest = {'ok': record(kind, data), 'alias': record(5, b'\3foo\xc0\x0c'),
                        'glue': record(2, b'\2ns\xc0\x0c') + record(1, bytes(4))}.get(code, b'')
                counts = (1, 0, 1, 1) if code == 'glue' else (1, 1 if rest else 0, 0, 0)
                server.sendto(query[:2] + struct.pack('!HHHHH', flags[code], *counts) + question + rest, sender)
        for number in 0, 1:
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); server.bind(('127.0.0.%d' % (number + 1), 53))
            threading.Thread(target=serve, args=(server, 2 * number), daemon=True).start()
        for answers in sys.argv[2:]:
            with open('/etc/resolv.conf', 'w') as file:
                file.write('nameserver 127.0.0.1\n' + 'nameserver 127.0.0.2\n' * (answers.count('-') > 1))
                file.write('search %s.test ok.test\noptions timeout:1\n' % answers)
            log.clear()
            subprocess.run([sys.executable, '-c', 'import socket; socket.getaddrinfo("www", None, type=1)'], stderr=subprocess.DEVNULL)
            theirs = list(dict.fromkeys(log))
            run = subprocess.run([sys.argv[1], 'resolve', '--explain', '--json', 'www'], capture_output=True)
            ours = [name['name'] for name in json.loads(run.stdout)['lookups'][0]['candidates'] if name['asked']]
            print(answers, ','.join(theirs), ','.join(ours))
        """#

    @Test func `a search goes on and ends where glibc's does`() async throws {
        let run = try await Sandbox.run(
            files: ["nsswitch.conf": "hosts: dns\n", "resolv.conf": "\n"],
            "python3 -c \"$1\" \"$netlab\" $2",
            Self.script,
            Self.answers.joined(separator: " ")
        )
        let lines = run.lines.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
        try #require(lines.map { $0.first.map(String.init) } == Self.answers, "\(run.errors)")
        for line in lines { #expect(line[1] == line[2], "\(line[0])") }
        #expect(Set(lines.map { $0[1].split(separator: ",").count }).count > 1, "these answers do not try much")
    }
}
