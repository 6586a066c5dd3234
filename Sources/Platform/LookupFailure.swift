internal import Glibc
package import SystemPackage

/// Why a call of netdb.h has no answer.
package struct LookupFailure: Error, Equatable, CustomStringConvertible {
    /// What the call was asked about: a host, or a service where that is what is not known.
    package let name: String
    /// The call's name, as its manual page has it.
    package let call: String
    package let code: Code

    package enum Code: Equatable, Sendable {
        /// What getaddrinfo(3) and getnameinfo(3) return.
        case addressInfo(Int32)
        /// What gethostbyname_r(3) and gethostbyaddr_r(3) leave in h_errno.
        case host(Int32)
        /// The call says no more than errno.
        case system(Errno)
        /// The call was not made, because it would have ended the process: why so.
        case noSource(String)
    }

    package init(name: String, call: String, code: Code) {
        self.name = name
        self.call = call
        self.code = code
    }

    package enum Kind: Sendable, Equatable {
        case noSuchName
        /// The name exists, without an address of the family.
        case noAddress
        case noSuchService
        /// It may be known later: the resolver could not be asked.
        case temporary
        /// The resolver answers, but not this.
        case permanent
        /// The arguments do not fit together.
        case badArgument
        case system
    }

    package var isTemporary: Bool { kind == .temporary }

    package var kind: Kind {
        switch code {
        case .addressInfo(let code): Self.addressInfo[code]?.kind ?? .permanent
        case .host(let code): Self.host[code]?.kind ?? .permanent
        case .system, .noSource: .system
        }
    }

    /// The code's name in netdb.h (`EAI_NONAME`, `HOST_NOT_FOUND`), or its number.
    package var codeName: String {
        switch code {
        case .addressInfo(let code): Self.addressInfo[code]?.name ?? "\(code)"
        case .host(let code): Self.host[code]?.name ?? "\(code)"
        case .system(let errno): SystemFailure(call, errno).errnoName
        // As for a line that glibc cannot read.
        case .noSource: SystemFailure(call, .invalidArgument).errnoName
        }
    }

    /// The C library's own words, with a lower-case first letter.
    package var reason: String {
        let text =
            switch code {
            case .addressInfo(let code): unsafe String(cString: gai_strerror(code))
            case .host(let code): unsafe String(cString: hstrerror(code))
            case .system(let errno): errno.description
            case .noSource(let reason): reason
            }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    package var description: String { "cannot resolve '\(name)': \(reason)" }

    /// Some of the names are in the header for GNU sources only.
    private static let addressInfo: [Int32: (name: String, kind: Kind)] = [
        -1: ("EAI_BADFLAGS", .badArgument), -2: ("EAI_NONAME", .noSuchName), -3: ("EAI_AGAIN", .temporary),
        -4: ("EAI_FAIL", .permanent), -5: ("EAI_NODATA", .noAddress), -6: ("EAI_FAMILY", .badArgument),
        -7: ("EAI_SOCKTYPE", .badArgument), -8: ("EAI_SERVICE", .noSuchService), -9: ("EAI_ADDRFAMILY", .noAddress),
        -10: ("EAI_MEMORY", .system), -11: ("EAI_SYSTEM", .system), -12: ("EAI_OVERFLOW", .system),
        -105: ("EAI_IDN_ENCODE", .badArgument),
    ]

    private static let host: [Int32: (name: String, kind: Kind)] = [
        -1: ("NETDB_INTERNAL", .system), 1: ("HOST_NOT_FOUND", .noSuchName), 2: ("TRY_AGAIN", .temporary),
        3: ("NO_RECOVERY", .permanent), 4: ("NO_DATA", .noAddress),
    ]
}

extension LookupFailure {
    /// What getaddrinfo or getnameinfo returned, with errno where it says to look there.
    init(_ call: String, _ status: Int32, about name: String) {
        self.init(
            name: name,
            call: call,
            code: status == EAI_SYSTEM ? .system(Errno(rawValue: errno)) : .addressInfo(status)
        )
    }

    /// What one of the calls with h_errno left there, and what it returned.
    init(_ call: String, hostError: Int32, status: Int32, about name: String) {
        self.init(
            name: name,
            call: call,
            code: hostError == NETDB_INTERNAL ? .system(Errno(rawValue: status)) : .host(hostError)
        )
    }
}
