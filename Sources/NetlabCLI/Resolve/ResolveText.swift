internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension LookupFailure {
    /// What looking up a name is for, a name that is not there is a no and not a failure.
    var status: ExitStatus {
        switch kind {
        case .noSuchName, .noAddress, .noSuchService: .negative
        case .temporary: .timedOut
        case .permanent: .unavailable
        case .badArgument: .usage
        case .system: .systemError
        }
    }

    var kindText: String {
        switch kind {
        case .noSuchName: "not found"
        case .noAddress: "no address"
        case .noSuchService: "no such service"
        case .temporary: "not known now"
        case .permanent: "the resolver failed"
        case .badArgument: "not to be asked like this"
        case .system: "system error"
        }
    }

    var outcomeName: String {
        switch kind {
        case .noSuchName: "nameNotFound"
        case .noAddress: "noAddress"
        case .noSuchService: "serviceNotFound"
        case .temporary: "temporaryFailure"
        case .permanent: "resolverFailure"
        case .badArgument: "badArgument"
        case .system: "systemFailure"
        }
    }
}

extension LookupTarget.Fault {
    var text: String {
        switch self {
        case .empty: "a name cannot be empty"
        case .notUTF8: "the name is not valid UTF-8"
        case .badName(let error): "no legal name: \(error)"
        case .notInternational(let failure): failure.text
        case .badCharacter(let character):
            "no legal name: it has the character '\(VisibleText.escaped(String(character)))'"
        case .badBrackets: "brackets are for IPv6 addresses: [::1]:80 or [fe80::1%eth0]"
        case .badPort(let port):
            port.isEmpty
                ? "the port is missing behind ':'" : "'\(VisibleText.escaped(port))' is no port from 0 to 65,535"
        case .noSuchInterface(let name): "there is no interface '\(VisibleText.escaped(name))'"
        case .scopeOfIPv4: "only an IPv6 address can have an interface behind '%'"
        case .noAddress: "the call takes an IPv4 or IPv6 address, no name"
        }
    }
}

extension InternationalName.Failure {
    var text: String {
        switch self {
        case .refused(let reason): "no legal name: \(VisibleText.escaped(reason))"
        case .noLibrary(let name): "names beyond ASCII need \(name): install the package libidn2-0"
        }
    }
}

extension AddressScope {
    var text: String {
        switch self {
        case .linkLocal: "link-local"
        case .privateUse: "private"
        case .mapped: "IPv4-mapped"
        default: rawValue
        }
    }
}

extension IPAddress {
    var familyName: String {
        switch self {
        case .v4: "IPv4"
        case .v6: "IPv6"
        }
    }
}

extension SocketAddress {
    /// The interface's name, or its number where it has none any more; nil without one.
    var interfaceName: String? { scope == 0 ? nil : Interface(number: scope)?.name ?? "\(scope)" }

    /// The address with its interface: `fe80::1%eth0`.
    var hostText: String { address.description + (interfaceName.map { "%" + VisibleText.escaped($0) } ?? "") }

    /// With the port: `[fe80::1%eth0]:80`.
    var text: String {
        switch address {
        case .v4: "\(hostText):\(port)"
        case .v6: "[\(hostText)]:\(port)"
        }
    }
}

extension JSONWriter {
    mutating func errorMember(_ failure: LookupFailure) {
        member("error") { json in
            json.object {
                $0.member("call", failure.call)
                $0.member("code", failure.codeName)
                $0.member("text", failure.reason)
            }
        }
    }

    /// An address: `interface` and `port` are null where there is none.
    mutating func addressMembers(_ address: SocketAddress, interface: String? = nil) {
        member("address", address.address.description)
        member("family", address.address.familyName)
        member("scope", AddressScope(address.address).rawValue)
        member("interface", interface ?? address.interfaceName)
        member("port", address.port == 0 ? nil : Int(address.port))
    }
}

extension NumericForm {
    /// What is to be known of an address that is written in an unusual way.
    var text: String {
        let reason =
            hasOctal
            ? "a leading 0 makes a part octal"
            : hasHexadecimal ? "0x makes a part hexadecimal" : "the last part fills the bytes that are missing"
        return "the C library reads it as the address \(IPAddress.v4(bits)): \(reason)"
    }
}
