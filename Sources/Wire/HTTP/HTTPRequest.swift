/// A request of HTTP/1.0 or 1.1 as it came (RFC 9112).
package struct HTTPRequest: Sendable, Equatable {
    /// A header field, its value without the white space around it; any bytes but controls.
    package struct Field: Sendable, Equatable {
        package let name: String
        package var value: [UInt8]

        package init(name: String, value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    package var method = ""
    /// The request target as it was sent.
    package var target: [UInt8] = []
    /// The digit behind `HTTP/1.`.
    package var minorVersion = 1
    /// In their order, repeated ones too.
    package var headers: [Field] = []
    package var body: [UInt8] = []
    /// The fields behind a chunked body.
    package var trailers: [Field] = []

    package init() {}

    /// Whether a request can have that method (RFC 9110 section 9.1).
    package static func isMethod(_ text: String) -> Bool { HTTPHead.isToken(text.utf8) }

    /// The values of a field, whatever the case of its name.
    package func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// The members of a field whose value is a list, in lower case.
    package func list(of name: String) -> [String] {
        values(of: name).flatMap { $0.lowercased().split(separator: ",") }.map {
            String($0.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }.filter { !$0.isEmpty }
    }

    /// Whether the client wants to send another request on the connection (RFC 9112 section 9.3).
    package var keepsAlive: Bool {
        let options = list(of: "connection")
        return !options.contains("close") && (minorVersion >= 1 || options.contains("keep-alive"))
    }
}

/// Why a request cannot be answered as one.
package enum HTTPFault: Error, Sendable, Equatable {
    case requestLine
    /// Of a version whose syntax is another.
    case version
    case field
    case host
    /// How long the body is cannot be told for sure.
    case framing
    case transferCoding
    case expectation
    case headersTooLarge(limit: Int)
    case tooManyFields(limit: Int)
    case bodyTooLarge(limit: Int)
    /// There is no memory for a large request, or its answer, because others have it.
    case busy
    /// The client sends no more in the middle of it.
    case incomplete

    /// The status of the answer (RFC 9110 section 15).
    package var status: Int {
        switch self {
        case .requestLine, .field, .host, .framing, .incomplete: 400
        case .bodyTooLarge: 413
        case .expectation: 417
        case .headersTooLarge, .tooManyFields: 431
        case .transferCoding: 501
        case .busy: 503
        case .version: 505
        }
    }
}
