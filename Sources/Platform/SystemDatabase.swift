internal import Glibc
internal import SystemPackage

/// What a database of nsswitch.conf(5) says about a name and its number.
package struct DatabaseEntry: Sendable, Hashable {
    package let name: String
    package let aliases: [String]
    /// A service's port, or a protocol's number.
    package let number: Int
    /// The protocol that a service is reached by, such as `tcp`; nil for an entry that is a protocol itself.
    package let transport: String?

    package init(name: String, aliases: [String] = [], number: Int, transport: String? = nil) {
        self.name = name
        self.aliases = aliases
        self.number = number
        self.transport = transport
    }
}

/// The names that the C library knows numbers for, asked as an application asks it: of all sources that nsswitch.conf(5) has.
///
/// Names compare byte by byte, aliases included. Where no transport is given the first entry answers, whatever its own.
package enum SystemDatabase: Sendable {
    case services, protocols

    /// The file that nsswitch.conf(5) calls `files`.
    package var path: String {
        switch self {
        case .services: _PATH_SERVICES
        case .protocols: _PATH_PROTOCOLS
        }
    }

    /// getservbyname_r(3) or getprotobyname_r(3).
    package func entry(named name: String, transport: String? = nil) throws(SystemFailure) -> DatabaseEntry? {
        try check("getservbyname_r", "getprotobyname_r")
        return switch self {
        case .services:
            try unsafe ask("getservbyname_r", servent(), DatabaseEntry.init) {
                unsafe getservbyname_r(name, transport, $0, $1, $2, $3)
            }
        case .protocols:
            try unsafe ask("getprotobyname_r", protoent(), DatabaseEntry.init) {
                unsafe getprotobyname_r(name, $0, $1, $2, $3)
            }
        }
    }

    /// getservbyport_r(3) or getprotobynumber_r(3).
    package func entry(numbered number: UInt16, transport: String? = nil) throws(SystemFailure) -> DatabaseEntry? {
        try check("getservbyport_r", "getprotobynumber_r")
        return switch self {
        case .services:
            try unsafe ask("getservbyport_r", servent(), DatabaseEntry.init) {
                unsafe getservbyport_r(Int32(number.bigEndian), transport, $0, $1, $2, $3)
            }
        case .protocols:
            try unsafe ask("getprotobynumber_r", protoent(), DatabaseEntry.init) {
                unsafe getprotobynumber_r(Int32(number), $0, $1, $2, $3)
            }
        }
    }

    /// getservent_r(3) or getprotoent_r(3): the entries of all sources, in their order.
    ///
    /// The C library keeps one place in a database for the whole process: one thread at a time may ask.
    package func all() throws(SystemFailure) -> [DatabaseEntry] {
        try check("getservent_r", "getprotoent_r")
        switch self {
        case .services: setservent(1)
        case .protocols: setprotoent(1)
        }
        defer {
            switch self {
            case .services: endservent()
            case .protocols: endprotoent()
            }
        }
        var entries: [DatabaseEntry] = []
        while let entry = try next() { entries.append(entry) }
        return entries
    }

    private func next() throws(SystemFailure) -> DatabaseEntry? {
        switch self {
        case .services:
            try unsafe ask("getservent_r", servent(), DatabaseEntry.init) { unsafe getservent_r($0, $1, $2, $3) }
        case .protocols:
            try unsafe ask("getprotoent_r", protoent(), DatabaseEntry.init) { unsafe getprotoent_r($0, $1, $2, $3) }
        }
    }

    /// Why no call of this database can be made; nil where they can.
    package var emptiness: String? { NameSwitch.current.emptiness(of: self == .services ? "services" : "protocols") }

    /// As for a line that glibc cannot read.
    private func check(_ serviceCall: String, _ protocolCall: String) throws(SystemFailure) {
        guard emptiness == nil else {
            throw SystemFailure(self == .services ? serviceCall : protocolCall, .invalidArgument)
        }
    }

    /// More than an entry can take that anybody means.
    private static let largestBuffer = 16 << 20

    /// Makes a call with room for the strings of its answer, and again with more while it says ERANGE.
    private func ask<Record>(
        _ call: String,
        _ record: Record,
        _ copy: (Record) -> DatabaseEntry,
        _ body: (
            UnsafeMutablePointer<Record>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<Record>?>
        ) -> Int32
    ) throws(SystemFailure) -> DatabaseEntry? {
        var record = record
        var size = 1024
        while true {
            var found: UnsafeMutablePointer<Record>?
            let strings = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { unsafe strings.deallocate() }
            // Where no source can be asked, glibc returns what errno was.
            errno = 0
            let status = unsafe body(&record, strings, size, &found)
            switch status {
            case 0: return unsafe found.map { unsafe copy($0.pointee) }
            // No source is there, or the last entry was the one before.
            case ENOENT: return nil
            case ERANGE where size < Self.largestBuffer: size *= 4
            default: throw SystemFailure(call, Errno(rawValue: status))
            }
        }
    }
}

extension DatabaseEntry {
    fileprivate init(_ service: servent) {
        unsafe self.init(
            name: String(cString: service.s_name),
            aliases: strings(service.s_aliases),
            number: Int(UInt16(bigEndian: UInt16(truncatingIfNeeded: service.s_port))),
            transport: String(cString: service.s_proto)
        )
    }

    fileprivate init(_ entry: protoent) {
        unsafe self.init(
            name: String(cString: entry.p_name),
            aliases: strings(entry.p_aliases),
            number: Int(entry.p_proto)
        )
    }
}

/// The strings of a list that ends with a null pointer.
private func strings(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> [String] {
    guard var next = unsafe list else { return [] }
    var strings: [String] = []
    while let string = unsafe next.pointee {
        strings.append(unsafe String(cString: string))
        unsafe next += 1
    }
    return strings
}
