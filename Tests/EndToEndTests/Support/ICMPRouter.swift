import FoundationEssentials
import TestSupport
import Testing

/// A router on a tun device, in a sandbox, which answers what goes to some hosts with a message of ICMP and drops the rest.
///
/// Its networks are 192.0.2.0/24 and 2001:db8:2::/64. A host whose last byte is N gets message N of the table: the router's own are
/// 192.0.2.254 and 2001:db8:2::fe, this end's 192.0.2.253 and 2001:db8:2::fd.
enum ICMPRouter {
    /// Lines of a script that start it; its process is `$child`.
    static func start(_ messages: [(type: Int, code: Int)]) -> String {
        let table = messages.map { "(\($0.type), \($0.code))" }.joined(separator: ", ")
        return """
            router=$(cat <<'END'
            \(program)
            END
            )
            listen python3 -c "$router" "[\(table)]"

            """
    }

    private static let program = """
        import ast, fcntl, os, socket, struct, subprocess, sys
        messages = ast.literal_eval(sys.argv[1])
        tun = os.open("/dev/net/tun", os.O_RDWR)
        # TUNSETIFF; IFF_TUN without a header in front of packets.
        fcntl.ioctl(tun, 0x400454ca, struct.pack("16sH22x", b"router", 0x1001))
        for line in ("link set router up", "address add 192.0.2.253/24 dev router",
                     "address add 2001:db8:2::fd/64 dev router nodad"):
            subprocess.run(["ip"] + line.split(), check=True)
        print("ready", file=sys.stderr, flush=True)

        def checksum(data):
            data += bytes(len(data) % 2)
            total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
            while total >> 16:
                total = (total & 0xffff) + (total >> 16)
            return struct.pack("!H", ~total & 0xffff)

        def filled(data, at, also=b""):
            return data[:at] + checksum(also + data) + data[at + 2 :]

        while True:
            packet = os.read(tun, 65536)
            isSix = packet[0] >> 4 == 6
            source, target = (packet[8:24], packet[24:40]) if isSix else (packet[12:16], packet[16:20])
            place = target[-1]
            if place >= len(messages) or target[0] in (224, 255) or isSix and packet[6] == 58:
                continue
            kind, code = messages[place]
            quoted = packet[: 28 if not isSix else 88]
            # Of a packet that was too big, the size that fits: in the last half of IPv4's word, and all of IPv6's.
            message = struct.pack("!BBHI", kind, code, 0, 1280 if (isSix, kind) == (True, 2) or (kind, code) == (3, 4) else 0)
            message += quoted
            if isSix:
                router = socket.inet_pton(socket.AF_INET6, "2001:db8:2::fe")
                pseudo = router + source + struct.pack("!II", len(message), 58)
                head = struct.pack("!IHBB", 6 << 28, len(message), 58, 64) + router + source
                os.write(tun, head + filled(message, 2, pseudo))
            else:
                head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(message), 1, 0, 64, 1, 0)
                head = filled(head + socket.inet_aton("192.0.2.254") + source, 10)
                os.write(tun, head + filled(message, 2))
        """
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where no router can be made, naming what is missing.
    static var needsICMPRouter: Self {
        .enabled("a router on a tun device needs private namespaces, /dev/net/tun, ip and python3, or one is not here")
        {
            await Sandbox.isAllowed && Peer.ip.isPresent && Peer.python.isPresent
                && FileManager.default.isReadableFile(atPath: "/dev/net/tun")
        }
    }
}
