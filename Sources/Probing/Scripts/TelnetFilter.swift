/// Takes the commands of telnet out of what comes, and refuses every option (RFC 854, RFC 1143).
struct TelnetFilter {
    private enum State {
        case data
        case command
        /// Behind WILL, WONT, DO or DONT.
        case option(UInt8)
        case subnegotiation
        case subnegotiationCommand
    }

    private static let (se, sb): (UInt8, UInt8) = (240, 250)
    private static let (will, wont, `do`, dont, iac): (UInt8, UInt8, UInt8, UInt8, UInt8) = (251, 252, 253, 254, 255)

    private var state = State.data
    /// What is to be sent for what came.
    private(set) var refusals: [UInt8] = []

    /// What `bytes` says as text, however the commands in it are cut.
    mutating func take(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
        refusals = []
        var text: [UInt8] = []
        for index in bytes.indices {
            let byte = bytes[index]
            switch state {
            case .data: if byte == Self.iac { state = .command } else { text.append(byte) }
            case .command:
                switch byte {
                case Self.iac:
                    text.append(byte)
                    state = .data
                case Self.will...Self.dont: state = .option(byte)
                case Self.sb: state = .subnegotiation
                default: state = .data
                }
            case .option(let verb):
                // All options are off at this end: what is to be off needs no answer.
                if verb == Self.do { refusals += [Self.iac, Self.wont, byte] }
                if verb == Self.will { refusals += [Self.iac, Self.dont, byte] }
                state = .data
            case .subnegotiation: if byte == Self.iac { state = .subnegotiationCommand }
            case .subnegotiationCommand: state = byte == Self.se ? .data : .subnegotiation
            }
        }
        return text
    }
}
