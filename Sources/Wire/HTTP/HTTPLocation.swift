/// Where a request of HTTP goes: an `http` URL without user and fragment (RFC 9110 section 4.2.1).
package struct HTTPLocation: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address, an IPv6 one without its brackets.
    package let host: String
    /// A number, or as it was typed; nil where none was named.
    package let port: String?
    /// The path and the query, as a request line has them.
    package let target: String

    package init(host: String, port: String?, target: String) {
        self.host = host
        self.port = port
        self.target = target
    }

    /// The host and the port, as a `Host` field and a URL have them.
    package var authority: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port.map { $0 == "80" ? host : "\(host):\($0)" } ?? host
    }

    package var description: String { "http://\(authority)\(target)" }

    /// What is wrong with a URL.
    package enum Fault: Error, Sendable, Equatable {
        case scheme(String)
        case user
        case host
        case port
        /// A space or a control character stands in it.
        case character
    }

    /// Reads `http://host:port/path?query`, or the same without `http://`.
    package init(_ text: String) throws(Fault) {
        var rest = Substring(text)
        if let end = rest.firstRange(of: "://"), rest[..<end.lowerBound].allSatisfy({ $0.isASCII && $0.isLetter }) {
            let scheme = rest[..<end.lowerBound].lowercased()
            guard scheme == "http" else { throw .scheme(scheme) }
            rest = rest[end.upperBound...]
        }
        try self.init(hierarchy: rest)
    }

    /// Where a `Location` field leads that came in answer to a request for this one (RFC 3986 section 5.2).
    package func resolving(_ reference: [UInt8]) throws(Fault) -> HTTPLocation {
        let text = Substring(String(decoding: reference, as: UTF8.self))
        let scheme = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        if text.dropFirst(scheme.count).first == ":" {
            guard scheme.lowercased() == "http" else { throw .scheme(scheme.lowercased()) }
            let rest = text.dropFirst(scheme.count + 1)
            guard rest.hasPrefix("//") else { throw .host }
            return try HTTPLocation(hierarchy: rest.dropFirst(2))
        }
        if text.hasPrefix("//") { return try HTTPLocation(hierarchy: text.dropFirst(2)) }
        let relative = text.prefix { $0 != "#" }
        let path = target.prefix { $0 != "?" }
        let whole =
            relative.isEmpty
            ? Substring(target)
            : relative.hasPrefix("/")
                ? relative
                : relative.hasPrefix("?")
                    ? path + relative : path[...(path.lastIndex(of: "/") ?? path.startIndex)] + relative
        return HTTPLocation(host: host, port: port, target: try Self.target(whole))
    }

    /// Reads what stands behind `http://`.
    private init(hierarchy text: Substring) throws(Fault) {
        let authority = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { throw .user }
        guard authority.unicodeScalars.allSatisfy(Self.isPrinting) else { throw .character }
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw .host }
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            let rest = authority[end...].dropFirst()
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .host }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            host = parts.first.map(String.init) ?? ""
            port = parts.count == 2 ? parts[1] : nil
        }
        guard !host.isEmpty || port != nil else { throw .host }
        guard port?.isEmpty != true, port?.contains(":") != true else { throw .port }
        self.port = port.map(String.init)
        target = try Self.target(text.dropFirst(authority.count).prefix { $0 != "#" })
    }

    /// A path with its query: with a slash in front, without `.` and `..`, and other characters than ASCII's escaped.
    private static func target(_ text: Substring) throws(Fault) -> String {
        guard text.unicodeScalars.allSatisfy(isPrinting) else { throw .character }
        let path = text.prefix { $0 != "?" }
        let query = text.dropFirst(path.count)
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(
            path.hasPrefix("/") ? 1 : 0
        )
        var kept: [Substring] = []
        for (number, segment) in segments.enumerated() {
            let isLast = number == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        let whole = "/" + kept.joined(separator: "/") + query
        return whole.utf8.reduce(into: "") { text, byte in
            if byte < 0x80 {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isPrinting(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value != 0x7f && scalar != "\u{fffd}"
    }
}
