internal import Platform
internal import Wire

/// A file or standard input in portions of whole words, whatever portions its reads bring.
struct UnitReader {
    private let path: String
    private let file: ByteFile
    let width: Word.Width
    /// Whole words up to `count`, then the beginning of one.
    private(set) var bytes: [UInt8]
    private var filled = 0
    /// Bytes of the words that the last portion brought.
    private(set) var count = 0
    /// Where the portion's first byte lies in the file.
    private(set) var offset = 0

    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - portion: How many bytes are read at a time.
    init(_ path: String, _ width: Word.Width, portion: Int) throws(CommandFailure) {
        bytes = [UInt8](repeating: 0, count: portion)
        self.path = path == "-" ? "standard input" : path
        self.width = width
        do throws(SystemFailure) {
            file = path == "-" ? .standardInput : try .reading(path)
        } catch {
            throw .unreadable(self.path, error)
        }
        guard !file.leads(to: .standardOutput) else {
            throw CommandFailure(
                status: .usage,
                cause: "standard output is '\(self.path)', which is read: it would grow without end",
                hint: "write to another file."
            )
        }
    }

    /// Reads until there is at least one word; false where the file ends before.
    mutating func next() throws(CommandFailure) -> Bool {
        offset += count
        for index in count..<filled { bytes[index - count] = bytes[index] }
        filled -= count
        count = 0
        do throws(SystemFailure) {
            while filled < width.bytes {
                let read = try file.read(into: &bytes, from: filled)
                guard read > 0 else { return false }
                filled += read
            }
        } catch {
            throw .unreadable(self.path, error)
        }
        count = filled / width.bytes * width.bytes
        return true
    }

    /// Turns the bytes of each word round.
    mutating func swap() {
        let (width, count) = (width, count)
        var span = bytes.mutableSpan
        span.swapBytes(of: width, inFirst: count)
    }

    /// Behind the last word: fewer bytes than one has.
    var tail: [UInt8] { Array(bytes[count..<filled]) }
}
