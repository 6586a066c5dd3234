/// An answer of HTTP/1.1 (RFC 9112).
package struct HTTPResponse: Sendable, Equatable {
    package var status: Int
    package var headers: [HTTPRequest.Field]
    package var body: [UInt8]

    package init(status: Int, headers: [HTTPRequest.Field] = [], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether an answer of that status may have content (RFC 9110 section 6.4.1).
    package static func hasContent(status: Int) -> Bool { status >= 200 && ![204, 205, 304].contains(status) }

    /// Whether its length is told: that of nothing too where a client would wait for content (RFC 9110 sections 8.6, 15.3.6).
    private var hasLength: Bool { Self.hasContent(status: status) || status == 205 }

    /// The bytes that are sent; where it answers HEAD (`isHead`), the body is only described, and left out where the status has
    /// none.
    package func encoded(at time: Timestamp, isHead: Bool, keepsAlive: Bool) -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "")\r\n"
        if !headers.contains(where: { $0.name.lowercased() == "date" }) { text += "Date: \(time.httpDate)\r\n" }
        var bytes = Array(text.utf8)
        for field in headers {
            bytes += field.name.utf8
            bytes += ": ".utf8
            bytes += field.value
            bytes += "\r\n".utf8
        }
        let hasContent = Self.hasContent(status: status)
        if hasLength { bytes += "Content-Length: \(hasContent ? body.count : 0)\r\n".utf8 }
        bytes += "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n".utf8
        return hasContent && !isHead ? bytes + body : bytes
    }

    /// What asks for the body where a client waits for that.
    package static let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Whether a field may be added to an answer: those that say where the answer ends are the server's.
    package static func mayHave(_ field: HTTPRequest.Field) -> Bool {
        HTTPHead.isToken(field.name.utf8) && field.value.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 9 }
            && !["connection", "content-length", "transfer-encoding"].contains(field.name.lowercased())
    }

    /// RFC 9110 section 15, those that are seen.
    private static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 205: "Reset Content",
        206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
        308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 409: "Conflict", 410: "Gone", 413: "Content Too Large", 417: "Expectation Failed",
        418: "I'm a teapot", 422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    ]
}

extension Timestamp {
    /// `Fri, 20 Nov 2026 23:20:11 GMT` (RFC 9110 section 5.6.7).
    package var httpDate: String {
        let (days, time) = nanoseconds.flooredDivision(by: 86_400 * Self.nanosecondsPerSecond)
        let date = CalendarDate(daysSinceEpoch: days)
        let seconds = time / Self.nanosecondsPerSecond
        // 1970-01-01 was a Thursday.
        let weekday = (days + 4).flooredDivision(by: 7).remainder
        var text = Self.weekdays[Int(weekday)] + ", "
        text.append(date.day, width: 2)
        text += " " + Self.months[Int(date.month - 1)] + " "
        text.append(date.year, width: 4)
        for (separator, value) in [(" ", seconds / 3_600), (":", seconds / 60 % 60), (":", seconds % 60)] {
            text += separator
            text.append(value, width: 2)
        }
        return text + " GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
