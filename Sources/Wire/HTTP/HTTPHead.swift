/// The lines before a body (RFC 9112 sections 3, 5, 6 and 7.1).
enum HTTPHead {
    enum Framing {
        case length(Int)
        case chunked
    }

    private static let space = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")

    static func readRequestLine(_ line: ArraySlice<UInt8>, into request: inout HTTPRequest) throws(HTTPFault) {
        let words = line.split(separator: space, omittingEmptySubsequences: false)
        guard words.count == 3, isToken(words[0]), !words[1].isEmpty, words[1].allSatisfy({ $0 > space && $0 != 0x7f })
        else { throw .requestLine }
        let version = Array(words[2])
        guard version.count == 8, version.starts(with: "HTTP/".utf8), version[6] == UInt8(ascii: "."),
            let major = Int(digits: version[5..<6]), let minor = Int(digits: version[7..<8])
        else { throw .requestLine }
        guard major == 1 else { throw .version }
        request.method = String(decoding: words[0], as: UTF8.self)
        request.target = Array(words[1])
        request.minorVersion = minor
    }

    static func field(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> HTTPRequest.Field {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else { throw .field }
        var value = line[(colon + 1)...]
        while let first = value.first, first == space || first == tab { value = value.dropFirst() }
        while let last = value.last, last == space || last == tab { value = value.dropLast() }
        guard value.allSatisfy({ $0 >= space && $0 != 0x7f || $0 == tab }) else { throw .field }
        return HTTPRequest.Field(name: String(decoding: line[..<colon], as: UTF8.self), value: Array(value))
    }

    /// How long the body is (section 6.3), and whether the request says where it is to (section 3.2).
    static func framing(of request: HTTPRequest) throws(HTTPFault) -> Framing {
        let hosts = request.values(of: "host")
        guard hosts.count == 1 || hosts.isEmpty && request.minorVersion == 0 else { throw .host }
        let lengths = request.values(of: "content-length")
        let codings = request.values(of: "transfer-encoding")
        guard codings.isEmpty else {
            guard lengths.isEmpty, request.minorVersion >= 1 else { throw .framing }
            guard request.list(of: "transfer-encoding") == ["chunked"] else { throw .transferCoding }
            return .chunked
        }
        guard let first = lengths.first else { return .length(0) }
        guard lengths.allSatisfy({ $0 == first }), !first.isEmpty, first.utf8.allSatisfy(isDigit) else {
            throw .framing
        }
        // What is no Int is beyond every limit.
        return .length(Int(first) ?? .max)
    }

    /// The size of a chunk, whose extensions mean nothing here.
    static func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> Int {
        var digits = line.prefix { $0 != UInt8(ascii: ";") }
        while let last = digits.last, last == space || last == tab { digits = digits.dropLast() }
        let text = String(decoding: digits, as: UTF8.self)
        guard !digits.isEmpty, text.utf8.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) }) else {
            throw .framing
        }
        return Int(text, radix: 16) ?? .max
    }

    /// Whether it is a token (RFC 9110 section 5.6.2).
    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { isDigit($0) || (0x61...0x7a).contains($0 | 0x20) || marks.contains($0) }
    }

    private static let marks = Set("!#$%&'*+-.^_`|~".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
