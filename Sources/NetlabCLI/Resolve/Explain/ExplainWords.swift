internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The words that facts of an explanation have.
extension NameSource.Status {
    /// As nsswitch.conf(5) writes it.
    var text: String {
        switch self {
        case .success: "SUCCESS"
        case .notFound: "NOTFOUND"
        case .unavailable: "UNAVAIL"
        case .tryAgain: "TRYAGAIN"
        }
    }
}

extension HostSources.Action {
    var text: String {
        switch self {
        case .end: "return"
        case .goOn: "continue"
        case .merge: "merge"
        }
    }
}

extension NameSource.Problem {
    var text: String {
        switch self {
        case .notInstalled(let library): "\(VisibleText.escaped(library)) is not installed"
        case .cannotLookUp: "it does not look up hosts"
        case .failed(let failure): "\(failure.reason) (\(failure.codeName))"
        }
    }
}

extension HostsFile.Unusable.Reason {
    var text: String {
        switch self {
        case .badAddress(let text): "'\(VisibleText.escaped(text))' is no address to the C library"
        case .nameFirst: "the address has to stand before the name"
        case .dot(let name): "it has the name as '\(VisibleText.escaped(name))', and a dot at the end makes another one"
        case .wildcard(let name): "it has '\(VisibleText.escaped(name))', and the C library knows no wildcards"
        }
    }
}

extension Setting {
    /// What stands before the value.
    var title: String {
        switch name {
        case "resolv.conf": "link to"
        case "writer": "written by"
        default: name
        }
    }
}

extension Setting.Origin {
    var text: String {
        switch self {
        case .file(let path, let line?): "\(path) line \(line)"
        case .file(let path, nil): path
        case .environment(let name): "$\(name)"
        case .hostName: "this host's name"
        case .builtIn: "built in"
        }
    }
}

extension CandidateNames.Origin {
    var text: String {
        switch self {
        case .asGiven: "as it is"
        case .search(let domain): "search \(VisibleText.escaped(domain))"
        case .hostAlias: "$HOSTALIASES"
        }
    }
}

extension DNSLookup.Outcome {
    /// As dig's users know it.
    var answerText: String {
        switch self {
        case .answered: "answered"
        case .noData: "no data"
        case .noSuchName: "NXDOMAIN"
        case .referral: "referral"
        case .serverFailure: "SERVFAIL"
        case .refused: "REFUSED"
        case .otherCode(let code): "\(code)"
        case .aliasLoop: "alias loop"
        case .longAliasChain: "long alias chain"
        case .failed(let failure): failure.answerText
        }
    }
}

extension DNSFailure {
    /// In a word or two.
    fileprivate var answerText: String {
        switch self {
        case .timedOut: "no answer"
        case .closedEarly: "closed early"
        case .malformed: "malformed"
        case .unreachable(let failure, _): failure.errnoName
        case .lame: "lame"
        case .truncated(let failure): "truncated" + (failure.map { ", TCP: " + $0.answerText } ?? "")
        }
    }
}

extension OrderRule {
    /// As RFC 6724 §6 calls it.
    var text: String {
        switch self {
        case .avoidUnusableDestinations: "avoid unusable destinations"
        case .preferMatchingScope: "prefer matching scope"
        case .avoidDeprecatedAddresses: "avoid deprecated addresses"
        case .preferHomeAddresses: "prefer home addresses"
        case .preferMatchingLabel: "prefer matching label"
        case .preferHigherPrecedence: "prefer higher precedence"
        case .preferNativeTransport: "prefer native transport"
        case .preferSmallerScope: "prefer smaller scope"
        case .useLongestMatchingPrefix: "use longest matching prefix"
        case .leaveOrderUnchanged: "leave the order unchanged"
        }
    }
}

extension AddressPolicy {
    /// A scope's name (RFC 4291 §2.7), or its number.
    static func scopeText(_ scope: Int) -> String {
        switch scope {
        case 1: "interface"
        case Scope.linkLocal: "link"
        case Scope.siteLocal: "site"
        case 8: "organization"
        case Scope.global: "global"
        default: "\(scope)"
        }
    }
}

extension Destination {
    /// The address with its interface: `fe80::1%eth0`.
    var text: String { SocketAddress(address: address, port: 0, scope: zone).hostText }
}

/// `a`, `a and b`, `a, b and 3 more`.
func enumeration(_ items: [String], limit: Int = 3) -> String {
    let shown = items.count > limit ? items.prefix(limit - 1) + ["\(items.count - limit + 1) more"] : items[...]
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
}

/// As many items as `width` characters hold, at least the first, and how many more there are.
func enumeration(_ items: [String], width: Int) -> String {
    let texts = [3, 2].map { enumeration(items, limit: $0) }
    guard let first = items.first, !texts.contains(where: { $0.count <= width }), items.count > 1 else {
        return texts.first { $0.count <= width } ?? texts[0]
    }
    return "\(first) and \(items.count - 1) more"
}

/// `line 3`, `lines 3 and 4`.
func lineList(_ lines: [Int]) -> String {
    "line\(lines.count == 1 ? "" : "s") \(enumeration(lines.map { "\($0)" }, limit: 5))"
}
