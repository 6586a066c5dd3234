internal import ArgumentParser
internal import Platform
internal import Probing
internal import Rendering
internal import Wire

/// How a probe's packets leave, and what its sockets are set to.
struct SocketOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Connect from this address.", valueName: "address"),
        transform: Value.source
    )
    var source: SocketAddress?

    @Option(
        help: ArgumentHelp("Send by this interface alone.", valueName: "interface")
    )
    var interface: String?

    @Option(
        help: ArgumentHelp("Through how many routers packets may go.", valueName: "number"),
        transform: { try Value.count($0, in: 1...255) }
    )
    var ttl: Int?

    @Option(
        help: ArgumentHelp(
            "How packets are to be treated on their way: 0 to 63, or a name such as EF, AF41, CS3.",
            valueName: "dscp"
        ),
        transform: SocketOptions.codePoint
    )
    var dscp: Int?

    @Flag(help: "Send small writes at once, without Nagle's algorithm.")
    var nodelay = false

    @Flag(help: "Have idle connections asked whether they are still there.")
    var keepAlive = false

    @Option(
        help: ArgumentHelp("The socket's receive buffer; the kernel doubles it.", valueName: "size"),
        transform: { try Value.size($0, in: 1...1 << 30) }
    )
    var receiveBuffer: Int?

    @Option(
        help: ArgumentHelp("The socket's send buffer; the kernel doubles it.", valueName: "size"),
        transform: { try Value.size($0, in: 1...1 << 30) }
    )
    var sendBuffer: Int?

    /// What is to be set on a socket of that transport.
    var settings: [SocketOption] {
        [
            interface.map(SocketOption.interface), ttl.map(SocketOption.hopLimit),
            dscp.map(SocketOption.differentiatedServices), receiveBuffer.map(SocketOption.receiveBuffer),
            sendBuffer.map(SocketOption.sendBuffer), nodelay ? .noDelay : nil, keepAlive ? .keepAlive : nil,
        ].compactMap(\.self)
    }

    /// Refuses what a target's sockets do not have.
    func check(_ transports: Set<Transport>) throws {
        let paths = transports.filter { $0 == .unix || $0 == .unixDatagram }
        let forInternet = [
            ("--source", source != nil), ("--interface", interface != nil), ("--ttl", ttl != nil),
            ("--dscp", dscp != nil),
        ]
        if !paths.isEmpty, let option = forInternet.first(where: \.1) {
            throw ValidationError("\(option.0) is for packets, and a path of this host has none")
        }
        if let interface, Interface(name: interface).number == nil {
            throw CommandFailure(status: .noInput, cause: "there is no interface '\(VisibleText.escaped(interface))'")
        }
        if nodelay, transports != [.tcp] { throw ValidationError("--nodelay is an option of TCP alone") }
    }

    /// The code points of RFC 2474, RFC 2597, RFC 3246 and RFC 5865 by their names, or a number.
    private static func codePoint(_ text: String) throws -> Int {
        let name = text.uppercased()
        if let number = Int(name), (0...63).contains(number) { return number }
        if let fixed = ["BE": 0, "DF": 0, "EF": 46, "VA": 44, "LE": 1][name] { return fixed }
        let digits = name.utf8.dropFirst(2).map { Int($0) - 48 }
        if name.hasPrefix("CS"), digits.count == 1, (0...7).contains(digits[0]) { return digits[0] * 8 }
        if name.hasPrefix("AF"), digits.count == 2, (1...4).contains(digits[0]), (1...3).contains(digits[1]) {
            return digits[0] * 8 + digits[1] * 2
        }
        throw ValidationError("'\(text)' is no number from 0 to 63 and no name such as EF, AF41 or CS3")
    }
}
