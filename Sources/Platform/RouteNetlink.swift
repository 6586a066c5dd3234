internal import Glibc
internal import Wire

/// What the kernel tells of interfaces and their addresses: rtnetlink(7), of which the Glibc module has no header.
enum RouteNetlink {
    /// What is asked for, by its number.
    enum Request: UInt16 {
        case links = 18
        case addresses = 22
    }

    /// RTM_NEWLINK or RTM_NEWADDR: the fixed part, and the attributes by their types.
    struct Message {
        let fixed: [UInt8]
        let attributes: [UInt16: [UInt8]]

        init?(_ body: [UInt8], fixedBytes: Int) {
            guard body.count >= fixedBytes else { return nil }
            fixed = Array(body[..<fixedBytes])
            var attributes: [UInt16: [UInt8]] = [:]
            for (type, value) in pieces(of: body[fixedBytes...], header: 4, length: { Int($0.number16(at: 0)) }) {
                attributes[type.number16(at: 2)] = value
            }
            self.attributes = attributes
        }
    }

    /// All messages of a kind; none where the kernel tells nothing.
    static func all(_ request: Request) -> [Message] {
        let socket = Glibc.socket(AF_NETLINK, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return [] }
        defer { close(socket) }
        guard send(request, on: socket) else { return [] }
        let answer = request.rawValue - 2
        let fixedBytes = request == .links ? 16 : 8
        var messages: [Message] = []
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe recv(socket, &room, room.count, 0)
            guard count > 0 else { return messages }
            for (header, body) in pieces(of: room[..<count], header: 16, length: { Int($0.number32(at: 0)) }) {
                switch header.number16(at: 4) {
                case answer: if let message = Message(body, fixedBytes: fixedBytes) { messages.append(message) }
                // NLMSG_ERROR, NLMSG_DONE.
                case 2, 3: return messages
                default: break
                }
            }
        }
    }

    private static func send(_ request: Request, on socket: Int32) -> Bool {
        var bytes: [UInt8] = []
        // struct nlmsghdr with NLM_F_REQUEST and NLM_F_DUMP, and struct rtgenmsg for any family.
        bytes.append(UInt32(20), as: .host)
        bytes.append(request.rawValue, as: .host)
        bytes.append(UInt16(0x301), as: .host)
        bytes += [UInt8](repeating: 0, count: 12)
        return unsafe Glibc.send(socket, bytes, bytes.count, 0) == bytes.count
    }

    /// Cuts bytes where headers say so, each piece to begin at a multiple of four bytes.
    private static func pieces(
        of bytes: ArraySlice<UInt8>,
        header: Int,
        length: ([UInt8]) -> Int
    ) -> [(header: [UInt8], body: [UInt8])] {
        var rest = bytes
        var pieces: [(header: [UInt8], body: [UInt8])] = []
        while rest.count >= header {
            let head = Array(rest.prefix(header))
            let length = length(head)
            guard length >= header, length <= rest.count else { break }
            pieces.append((head, Array(rest.prefix(length).dropFirst(header))))
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return pieces
    }
}

extension [UInt8] {
    /// A number as this host keeps it; 0 where there are too few bytes.
    func number16(at offset: Int) -> UInt16 {
        count >= offset + 2 ? span.unsigned16(at: offset, .host) : 0
    }

    func number32(at offset: Int) -> UInt32 {
        count >= offset + 4 ? span.unsigned32(at: offset, .host) : 0
    }
}

extension ByteOrder {
    fileprivate static var host: ByteOrder { UInt16(1).littleEndian == 1 ? .littleEndian : .bigEndian }
}
