package import Platform
package import Wire

/// What is to be resolved.
package enum LookupTarget: Sendable, Hashable {
    /// A name that is legal by the DNS's rules, as IDNA writes it where it is beyond ASCII, with the port or service behind it where one was given.
    case name(String, service: String?)
    /// An address to be looked up in reverse; the port is 0 where none was given.
    case address(SocketAddress)

    /// Why a text is neither.
    package enum Fault: Error, Hashable, Sendable {
        case empty
        case notUTF8
        case badName(DNSNameError)
        /// A name beyond ASCII that IDNA does not allow, or nobody knows here.
        case notInternational(InternationalName.Failure)
        case badCharacter(Character)
        case badBrackets
        case badPort(String)
        case noSuchInterface(String)
        case scopeOfIPv4
        /// A name where only an address will do.
        case noAddress
    }

    /// Reads `NAME`, `NAME:SERVICE`, `ADDRESS`, `ADDRESS%INTERFACE`, `V4:PORT` or `[V6%INTERFACE]:PORT`.
    ///
    /// `interfaceNumber` gives the number of an interface's name, or nil where there is none.
    package init(
        _ text: String,
        interfaceNumber: (String) -> UInt32? = { Interface(name: $0).number }
    ) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard !text.unicodeScalars.contains("\u{fffd}") else { throw .notUTF8 }
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw .badBrackets }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .badBrackets }
            let inner = String(text[text.index(after: text.startIndex)..<end])
            guard case .v6(let address, let scope)? = try Self.address(inner, interfaceNumber) else {
                throw .badBrackets
            }
            let port = try rest.isEmpty ? 0 : Self.port(rest.dropFirst())
            self = .address(SocketAddress(address: .v6(address), port: port, scope: scope))
            return
        }
        switch try Self.address(text, interfaceNumber) {
        case .v4(let bits):
            self = .address(SocketAddress(address: .v4(bits), port: 0))
        case .v6(let address, let scope):
            self = .address(SocketAddress(address: .v6(address), port: 0, scope: scope))
        case nil:
            try self.init(name: text)
        }
    }

    /// Anything but a bare or bracketed address.
    private init(name text: String) throws(Fault) {
        var host = text[...]
        var service: String?
        if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            service = String(text[colon...].dropFirst())
            guard !host.contains(":") else { throw .badName(.badEscape(at: 0)) }
        }
        if let service, case .v4(let bits)? = IPAddress(String(host)) {
            self = .address(SocketAddress(address: .v4(bits), port: try Self.port(service[...])))
            return
        }
        if let service, service.isEmpty || service.allSatisfy(\.isASCIIDigit) && UInt16(service) == nil {
            throw .badPort(service)
        }
        guard !host.isEmpty else { throw .empty }
        if let bad = host.first(where: {
            $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
        }) {
            throw .badCharacter(bad)
        }
        let name: String
        do throws(InternationalName.Failure) {
            name = try InternationalName.ascii(String(host))
        } catch {
            throw .notInternational(error)
        }
        do throws(DNSNameError) {
            _ = try DNSName(String(name.prefix { $0 != "%" }))
        } catch {
            throw .badName(error)
        }
        self = .name(name, service: service)
    }

    private enum Address {
        case v4(UInt32)
        case v6(IPv6Address, scope: UInt32)
    }

    private static func address(_ text: String, _ interfaceNumber: (String) -> UInt32?) throws(Fault) -> Address? {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
        switch (address, parts.count > 1) {
        case (.v4(let bits), false): return .v4(bits)
        case (.v4, true): throw .scopeOfIPv4
        case (.v6(let value), false): return .v6(value, scope: 0)
        case (.v6(let value), true):
            let zone = String(parts[1])
            guard let scope = UInt32(zone) ?? interfaceNumber(zone), scope > 0 else { throw .noSuchInterface(zone) }
            return .v6(value, scope: scope)
        }
    }

    private static func port(_ text: Substring) throws(Fault) -> UInt16 {
        guard text.allSatisfy(\.isASCIIDigit), let port = UInt16(text) else { throw .badPort(String(text)) }
        return port
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
