internal import Wire

/// The calls of byteorder(3), and those for 64 bits that other systems have.
enum ByteOrderCall: String, CaseIterable {
    case htons, ntohs, htonl, ntohl, htonll, ntohll

    var width: Word.Width {
        switch self {
        case .htons, .ntohs: .bits16
        case .htonl, .ntohl: .bits32
        case .htonll, .ntohll: .bits64
        }
    }

    /// What the call returns on this host.
    func result(_ argument: Word) -> Word {
        ByteOrder.host == .bigEndian ? argument : argument.swapped
    }

    /// The call from this host's order to the network's, nil where there is none.
    static func toNetwork(_ width: Word.Width) -> ByteOrderCall? {
        switch width {
        case .bits16: .htons
        case .bits32: .htonl
        case .bits64: .htonll
        case .bits8, .bits128: nil
        }
    }

    /// The call back.
    var inverse: ByteOrderCall {
        switch self {
        case .htons: .ntohs
        case .ntohs: .htons
        case .htonl: .ntohl
        case .ntohl: .htonl
        case .htonll: .ntohll
        case .ntohll: .htonll
        }
    }
}
