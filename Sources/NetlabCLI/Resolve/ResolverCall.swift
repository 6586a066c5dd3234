internal import ArgumentParser
internal import Platform
internal import Resolving
internal import Wire

/// A call that `--using` makes, under the name that people know it by.
enum ResolverCall: String, ExpressibleByArgument, CaseIterable {
    case gethostname, getfqdn, gethostbyname
    case gethostbynameEx = "gethostbyname_ex"
    case gethostbyaddr, getaddrinfo, getnameinfo

    /// Whether it can be made without a name.
    var standsAlone: Bool { self == .gethostname || self == .getfqdn }

    /// What the names of its flags begin with; nil for a call without flags.
    var flagNames: [String]? {
        switch self {
        case .getaddrinfo: AddressInfoFlags.names.map(\.name)
        case .getnameinfo: NameInfoFlags.names.map(\.name)
        default: nil
        }
    }
}

/// A call with its arguments.
struct ResolverRequest: Sendable, Equatable {
    enum Arguments: Sendable, Equatable {
        case none
        case host(String)
        case address(IPAddress)
        case addressInfo(host: String?, service: String?, AddressInfo.Hints)
        case nameInfo(SocketAddress, NameInfoFlags)
    }

    let call: ResolverCall
    let arguments: Arguments

    /// Reads what `text` is to `call`; a call that takes names takes any, as the system is to judge them.
    init(_ call: ResolverCall, _ text: String, family: NameService.Family, flags: [String]) throws(LookupTarget.Fault) {
        self.call = call
        switch call {
        case .gethostname:
            arguments = .none
        case .getfqdn, .gethostbyname, .gethostbynameEx:
            guard !text.unicodeScalars.contains("\u{fffd}") else { throw .notUTF8 }
            arguments = .host(text)
        case .gethostbyaddr:
            arguments = .address(try Self.address(text).address)
        case .getaddrinfo:
            let (host, service) = try Self.hostAndService(text)
            let set = AddressInfoFlags.names.filter { flags.contains($0.name) }.map(\.flag)
            arguments = .addressInfo(
                host: host,
                service: service,
                .init(family: family, flags: AddressInfoFlags(set))
            )
        case .getnameinfo:
            let set = NameInfoFlags.names.filter { flags.contains($0.name) }.map(\.flag)
            arguments = .nameInfo(try Self.address(text), NameInfoFlags(set))
        }
    }

    private static func address(_ text: String) throws(LookupTarget.Fault) -> SocketAddress {
        guard case .address(let address) = try LookupTarget(text)
        else {
            throw .noAddress
        }
        return address
    }

    /// A name may be anything but what has a service behind it, or an address in brackets; nil where nothing stands there, for
    /// the call's NULL.
    private static func hostAndService(_ text: String) throws(LookupTarget.Fault) -> (String?, String?) {
        let (host, service) = try parts(text)
        return (host.isEmpty ? nil : host, service.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func parts(_ text: String) throws(LookupTarget.Fault) -> (String, String?) {
        guard !text.unicodeScalars.contains("\u{fffd}") else { throw .notUTF8 }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .badBrackets }
            return (
                String(text[text.index(after: text.startIndex)..<end]), rest.isEmpty ? nil : String(rest.dropFirst())
            )
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (text, nil)
    }
}
