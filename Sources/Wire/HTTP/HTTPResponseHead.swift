/// What stands before the body of an answer of HTTP/1.0 or 1.1 (RFC 9112 section 4).
package struct HTTPResponseHead: Sendable, Equatable {
    package let status: Int
    /// What stands behind the status; any bytes but controls.
    package let reason: [UInt8]
    /// The digit behind `HTTP/1.`.
    package let minorVersion: Int
    package internal(set) var headers: [HTTPRequest.Field] = []

    /// The values of a field, whatever the case of its name.
    package func values(of name: String) -> [[UInt8]] {
        headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// Whether another answer follows it: all of 1xx but the one that ends HTTP (RFC 9110 section 15.2).
    var isInterim: Bool { status < 200 && status != 101 }

    /// Where the answer leads, if it leads elsewhere (RFC 9110 section 15.4).
    package var location: [UInt8]? {
        [301, 302, 303, 307, 308].contains(status) ? values(of: "location").first : nil
    }

    /// Reads `HTTP/1.1 200 OK`; the reason may be missing, with the space before it too.
    init(statusLine line: ArraySlice<UInt8>) throws(HTTPResponseFault) {
        let bytes = Array(line)
        guard bytes.count >= 12, bytes.starts(with: "HTTP/1.".utf8), let minor = Int(digits: bytes[7..<8]),
            bytes[8] == UInt8(ascii: " "), let status = Int(digits: bytes[9..<12]), status >= 100,
            bytes.count == 12 || bytes[12] == UInt8(ascii: " ")
        else { throw .statusLine }
        let reason = bytes.dropFirst(13)
        guard reason.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 9 }) else { throw .statusLine }
        self.status = status
        self.reason = Array(reason)
        minorVersion = minor
    }

    /// What Content-Length says, where it says one number.
    package var contentLength: Int64? {
        let lengths = values(of: "content-length")
        return lengths.count == 1 ? Int64(String(decoding: lengths[0], as: UTF8.self)) : nil
    }

    enum Framing: Equatable {
        case length(Int64)
        case chunked
        case untilClose
    }

    /// How long the body is (RFC 9112 section 6.3).
    func framing(isHead: Bool) throws(HTTPResponseFault) -> Framing {
        if isHead || status < 200 || status == 204 || status == 304 { return .length(0) }
        let lengths = Set(values(of: "content-length").flatMap { Self.members($0) })
        let codings = values(of: "transfer-encoding").flatMap { Self.members($0) }
        guard codings.isEmpty else {
            guard lengths.isEmpty, minorVersion >= 1 else { throw .framing }
            guard codings.last == "chunked" else { return .untilClose }
            guard codings.count(where: { $0 == "chunked" }) == 1 else { throw .framing }
            return .chunked
        }
        guard let first = lengths.first else { return .untilClose }
        guard lengths.count == 1, !first.isEmpty, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int64(first)
        else { throw .framing }
        return .length(length)
    }

    /// What a list has, in lower case; an empty member is one too, so that it is no length.
    private static func members(_ value: [UInt8]) -> [String] {
        value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { member in
            let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 9 }
            let text = member.drop(while: isSpace)
            let end = text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? text.startIndex
            return String(decoding: text[..<end], as: UTF8.self).lowercased()
        }
    }
}

/// What is wrong with an answer.
package enum HTTPResponseFault: Error, Sendable, Equatable {
    case statusLine
    case field
    /// How long the body is cannot be told for sure.
    case framing
    case chunk
    case headersTooLarge(limit: Int)
    /// The server closed in the middle of it.
    case incomplete
}
