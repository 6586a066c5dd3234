/// Streams in blocks, so that a new one moves none of those that are there.
package struct StreamStore: RandomAccessCollection, Sendable {
    private var blocks: [[TCPStream]] = []
    private static let blockLength = 256

    init() {}

    package var startIndex: Int { 0 }
    package private(set) var endIndex = 0

    package subscript(place: Int) -> TCPStream {
        _read { yield blocks[place >> 8][place & 0xff] }
        _modify { yield &blocks[place >> 8][place & 0xff] }
    }

    mutating func append(_ stream: TCPStream) {
        if endIndex & 0xff == 0 {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(Self.blockLength)
        }
        blocks[blocks.count - 1].append(stream)
        endIndex += 1
    }
}
