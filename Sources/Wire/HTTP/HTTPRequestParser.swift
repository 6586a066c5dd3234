/// Takes requests out of the bytes of a connection, however they were cut (RFC 9112).
///
/// A line may end with LF alone. What others read in two ways is refused: folded fields, a space before a colon, a length
/// beside chunks, two lengths.
package struct HTTPRequestParser: Sendable {
    package enum Step: Sendable, Equatable {
        /// All that came has been read, and the request goes on.
        case needsMore
        /// The client waits for `100 Continue` before it sends the body.
        case expectsContinue
        case request(HTTPRequest)
        /// What follows is not understood any more.
        case fault(HTTPFault)
    }

    package struct Limits: Sendable {
        /// Of the request line with all fields, trailers too.
        package var headerBytes = 64 << 10
        /// How many header fields, or trailers.
        package var fields = 1_000
        package var bodyBytes = 1 << 20

        package init() {}
    }

    private enum Part {
        case requestLine
        case headers
        case body(rest: Int)
        case chunkSize
        case chunk(rest: Int)
        case chunkEnd
        case trailers
    }

    private let limits: Limits
    private var bytes: [UInt8] = []
    private var position = 0
    /// Up to where no line's end was found yet.
    private var searched = 0
    private var part = Part.requestLine
    private var request = HTTPRequest()
    private var headerBytes = 0

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Whether all that came belongs to requests that were taken out.
    package var isBetweenRequests: Bool {
        if case .requestLine = part { position == bytes.count } else { false }
    }

    /// Whether there are bytes that no step has read.
    package var hasUnread: Bool { position < bytes.count }

    /// How many bytes of a request that is still coming are held.
    package var heldBytes: Int { request.body.count + bytes.count - position }

    /// The method of the request that is coming, empty where it is not known yet.
    package var method: String { request.method }

    package mutating func append(_ input: borrowing Span<UInt8>) {
        bytes.removeFirst(position)
        searched = max(0, searched - position)
        position = 0
        for index in input.indices { bytes.append(input[index]) }
    }

    package mutating func next() -> Step {
        do throws(HTTPFault) {
            while true {
                if let step = try advance() { return step }
            }
        } catch {
            return .fault(error)
        }
    }

    /// One line or piece further; nil where it goes on at once.
    private mutating func advance() throws(HTTPFault) -> Step? {
        switch part {
        case .requestLine:
            guard let line = try headerLine() else { return .needsMore }
            // An empty line before a request is what some clients end the last one with (section 2.2).
            if line.isEmpty { return nil }
            try HTTPHead.readRequestLine(line, into: &request)
            part = .headers
        case .headers:
            guard let line = try headerLine() else { return .needsMore }
            if !line.isEmpty {
                try add(HTTPHead.field(line), to: &request.headers)
                return nil
            }
            return try beginBody()
        case .body(let rest):
            guard take(rest) == 0 else { return .needsMore }
            return finish()
        case .chunkSize:
            guard let line = try chunkLine() else { return .needsMore }
            let size = try HTTPHead.chunkSize(line)
            guard size <= limits.bodyBytes - request.body.count else {
                throw .bodyTooLarge(limit: limits.bodyBytes)
            }
            part = size == 0 ? .trailers : .chunk(rest: size)
        case .chunk(let rest):
            guard take(rest) == 0 else { return .needsMore }
            part = .chunkEnd
        case .chunkEnd:
            guard let line = try chunkLine() else { return .needsMore }
            guard line.isEmpty else { throw .framing }
            part = .chunkSize
        case .trailers:
            guard let line = try headerLine() else { return .needsMore }
            if line.isEmpty { return finish() }
            try add(HTTPHead.field(line), to: &request.trailers)
        }
        return nil
    }

    private func add(_ field: HTTPRequest.Field, to fields: inout [HTTPRequest.Field]) throws(HTTPFault) {
        guard fields.count < limits.fields else { throw .tooManyFields(limit: limits.fields) }
        fields.append(field)
    }

    private mutating func beginBody() throws(HTTPFault) -> Step? {
        let framing = try HTTPHead.framing(of: request)
        let expectations = request.list(of: "expect")
        guard expectations.allSatisfy({ $0 == "100-continue" }) else { throw .expectation }
        switch framing {
        case .length(0): return finish()
        case .length(let length):
            guard length <= limits.bodyBytes else { throw .bodyTooLarge(limit: limits.bodyBytes) }
            part = .body(rest: length)
        case .chunked: part = .chunkSize
        }
        // Who has begun to send it waits no longer (RFC 9110 section 10.1.1).
        return expectations.isEmpty || request.minorVersion == 0 || hasUnread ? nil : .expectsContinue
    }

    private mutating func finish() -> Step {
        defer {
            request = HTTPRequest()
            part = .requestLine
            headerBytes = 0
        }
        return .request(request)
    }

    /// Moves up to `rest` bytes into the body; returns how many are still to come.
    private mutating func take(_ rest: Int) -> Int {
        let taken = bytes[position...].prefix(rest)
        request.body += taken
        position = taken.endIndex
        let left = rest - taken.count
        if case .body = part { part = .body(rest: left) } else { part = .chunk(rest: left) }
        return left
    }

    private mutating func headerLine() throws(HTTPFault) -> ArraySlice<UInt8>? {
        let start = position
        let line = nextLine()
        let length = line == nil ? bytes.count - position : position - start
        guard headerBytes + length <= limits.headerBytes else { throw .headersTooLarge(limit: limits.headerBytes) }
        if line != nil { headerBytes += length }
        return line
    }

    /// A line of a few digits, and extensions that nobody sends.
    private mutating func chunkLine() throws(HTTPFault) -> ArraySlice<UInt8>? {
        let line = nextLine()
        guard (line ?? bytes[position...]).count <= 1_024 else { throw .framing }
        return line
    }

    /// The next line without its end; nil where it has not come whole.
    private mutating func nextLine() -> ArraySlice<UInt8>? {
        guard let end = bytes[max(position, searched)...].firstIndex(of: UInt8(ascii: "\n")) else {
            searched = bytes.count
            return nil
        }
        let line = bytes[position..<end]
        position = end + 1
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
