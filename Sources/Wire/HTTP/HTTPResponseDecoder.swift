/// Takes one answer out of the bytes of a connection, however they were cut (RFC 9112), and counts its body, of which it keeps no
/// more than it is asked to.
package struct HTTPResponseDecoder: Sendable {
    package enum Step: Sendable, Equatable {
        case needsMore
        /// The answer is whole.
        case done(HTTPResponseHead)
        case fault(HTTPResponseFault)
    }

    private enum Part: Equatable {
        case statusLine
        case headers
        case body(rest: Int64)
        case untilClose
        case chunkSize
        case chunk(rest: Int64)
        case chunkEnd
        case trailers
        case over
    }

    /// Of all lines before and behind the body.
    private static let mostHeaderBytes = 64 << 10
    private static let longestChunkLine = 1_024

    private let isHead: Bool
    private let kept: Int
    private var part = Part.statusLine
    private var line: [UInt8] = []
    private var verdict: Step?
    /// The answer's, once its status line has come; that of the last where some before it were interim.
    package private(set) var head: HTTPResponseHead?
    /// How many answers of 1xx came before.
    package private(set) var interim = 0
    /// Of all lines before the body, those of interim answers too.
    package private(set) var headerBytes = 0
    private var trailerBytes = 0
    /// As it was before any transfer coding.
    package private(set) var bodyBytes: Int64 = 0
    /// The body's first bytes.
    package private(set) var body: [UInt8] = []

    /// `isHead` is for the answer to HEAD, which has no body whatever it says.
    ///
    /// - Parameter kept: How many bytes of the body are kept.
    package init(isHead: Bool, keeping kept: Int = 0) {
        self.isHead = isHead
        self.kept = kept
    }

    /// The next bytes; those behind the answer's end are left out.
    package mutating func take(_ bytes: borrowing Span<UInt8>) -> Step {
        var index = 0
        while index < bytes.count, verdict == nil {
            switch part {
            case .body(let rest), .chunk(let rest):
                let taken = min(rest, Int64(bytes.count - index))
                keep(bytes, index..<index + Int(taken))
                index += Int(taken)
                bodyBytes += taken
                advance(rest - taken)
            case .untilClose:
                keep(bytes, index..<bytes.count)
                bodyBytes += Int64(bytes.count - index)
                index = bytes.count
            default:
                add(bytes[index])
                index += 1
            }
        }
        return verdict ?? .needsMore
    }

    private mutating func keep(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        for index in range.prefix(max(0, kept - body.count)) { body.append(bytes[index]) }
    }

    /// The server sends no more.
    package mutating func end() -> Step {
        if let verdict { return verdict }
        if part == .untilClose { finish() } else { verdict = .fault(.incomplete) }
        return verdict ?? .needsMore
    }

    // MARK: Parts

    private mutating func advance(_ rest: Int64) {
        if case .chunk = part {
            part = rest == 0 ? .chunkEnd : .chunk(rest: rest)
        } else if rest == 0 {
            finish()
        } else {
            part = .body(rest: rest)
        }
    }

    private mutating func finish() {
        part = .over
        if let head { verdict = .done(head) }
    }

    /// One byte of a line.
    private mutating func add(_ byte: UInt8) {
        let isAroundChunk = part == .chunkSize || part == .chunkEnd
        if part == .trailers {
            trailerBytes += 1
        } else if !isAroundChunk {
            headerBytes += 1
        }
        line.append(byte)
        if part == .statusLine, !"HTTP/1.".utf8.starts(with: line.prefix(7)) {
            // What is no HTTP has perhaps no lines either.
            verdict = .fault(.statusLine)
        } else if isAroundChunk && line.count > Self.longestChunkLine {
            verdict = .fault(.chunk)
        } else if headerBytes + trailerBytes > Self.mostHeaderBytes {
            verdict = .fault(.headersTooLarge(limit: Self.mostHeaderBytes))
        }
        guard byte == UInt8(ascii: "\n"), verdict == nil else { return }
        let whole = line.dropLast(line.count > 1 && line[line.count - 2] == 13 ? 2 : 1)
        line = []
        do throws(HTTPResponseFault) {
            try read(whole)
        } catch {
            verdict = .fault(error)
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) throws(HTTPResponseFault) {
        switch part {
        case .statusLine:
            head = try HTTPResponseHead(statusLine: line)
            part = .headers
        case .headers:
            guard line.isEmpty else { return try addField(line) }
            try beginBody()
        case .chunkSize:
            let size = try Self.chunkSize(line)
            part = size == 0 ? .trailers : .chunk(rest: size)
        case .chunkEnd:
            guard line.isEmpty else { throw .chunk }
            part = .chunkSize
        case .trailers:
            if line.isEmpty { finish() } else { _ = try Self.field(line) }
        case .body, .chunk, .untilClose, .over: break
        }
    }

    private mutating func addField(_ line: ArraySlice<UInt8>) throws(HTTPResponseFault) {
        // A folded line goes on where the one before it ended (section 5.2).
        if line.first == 0x20 || line.first == 9, let last = head?.headers.indices.last {
            let more = try Self.field(Array("x:".utf8)[...] + line).value
            head?.headers[last].value.append(0x20)
            head?.headers[last].value += more
        } else {
            head?.headers.append(try Self.field(line))
        }
    }

    private mutating func beginBody() throws(HTTPResponseFault) {
        guard let head else { return }
        if head.isInterim {
            interim += 1
            part = .statusLine
            return
        }
        switch try head.framing(isHead: isHead) {
        case .length(0): finish()
        case .length(let length): part = .body(rest: length)
        case .chunked: part = .chunkSize
        case .untilClose: part = .untilClose
        }
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(HTTPResponseFault) -> HTTPRequest.Field {
        do throws(HTTPFault) { return try HTTPHead.field(line) } catch { throw .field }
    }

    private static func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPResponseFault) -> Int64 {
        do throws(HTTPFault) { return Int64(try HTTPHead.chunkSize(line)) } catch { throw .chunk }
    }
}
