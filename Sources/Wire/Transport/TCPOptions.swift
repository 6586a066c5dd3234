/// The options of a TCP header (RFC 9293 section 3.2; RFC 7323 for scaling and timestamps; RFC 2018 for SACK).
package struct TCPOptions: Hashable, Sendable {
    /// Maximum segment size.
    package var mss: UInt16?

    /// The shift count for windows.
    package var windowScale: UInt8?
    package var sackPermitted = false
    package var timestamps: TCPTimestamps?
    package var sackBlocks = SACKBlocks()

    /// The length of all options, padding included: 0 to 40.
    package var byteCount: Int {
        get { Int(storedByteCount) }
        set { storedByteCount = UInt8(clamping: newValue) }
    }

    private var storedByteCount: UInt8 = 0

    /// Whether an option's length made no sense, so that those behind it are unread.
    package var isMalformed = false

    /// Whether the capture ends within the options.
    package var isTruncated = false

    /// No options at all.
    package init() {}

    @inline(__always)
    /// Reads the options between two offsets, the second of which may be beyond what was captured.
    init(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        // What nearly all segments of an open connection have: two NOPs and the timestamps.
        if end - start == 12, end <= bytes.count {
            let fixed = bytes.extracting(start..<start + 12)
            if fixed.big32(at: 0) == Self.paddedTimestamps {
                self.init()
                storedByteCount = 12
                timestamps = TCPTimestamps(value: fixed.big32(at: 4), echo: fixed.big32(at: 8))
                return
            }
        }
        self.init(oneByOne: bytes, from: start, to: end)
    }

    @inline(never)
    private init(oneByOne bytes: Span<UInt8>, from start: Int, to end: Int) {
        // The header's length has room for no more than 40.
        storedByteCount = UInt8(truncatingIfNeeded: end - start)
        isTruncated = end > bytes.count
        var walk = TCPOptionWalk(from: start, to: end)
        while let option = walk.next(in: bytes) {
            guard read(option, in: bytes) else {
                isMalformed = true
                return
            }
        }
        isMalformed = walk.isMalformed
    }

    private static let paddedTimestamps: UInt32 = 0x0101_080a

    /// IANA option kinds.
    private enum Kind {
        static let mss: UInt8 = 2
        static let windowScale: UInt8 = 3
        static let sackPermitted: UInt8 = 4
        static let sack: UInt8 = 5
        static let timestamps: UInt8 = 8
    }

    /// Takes over one option whose bytes are all there; `false` if the length is not one that its kind has.
    private mutating func read(_ option: TCPOption, in bytes: Span<UInt8>) -> Bool {
        let position = option.range.lowerBound
        switch (option.kind, option.range.count) {
        case (Kind.mss, 4):
            mss = bytes.big16(at: position + 2)
        case (Kind.windowScale, 3):
            windowScale = bytes[position + 2]
        case (Kind.sackPermitted, 2):
            sackPermitted = true
        case (Kind.timestamps, 10):
            timestamps = TCPTimestamps(value: bytes.big32(at: position + 2), echo: bytes.big32(at: position + 6))
        case (Kind.sack, 10), (Kind.sack, 18), (Kind.sack, 26), (Kind.sack, 34):
            for block in stride(from: position + 2, to: option.range.upperBound, by: 8) {
                sackBlocks.append(SACKBlock(left: bytes.big32(at: block), right: bytes.big32(at: block + 4)))
            }
        case (Kind.mss, _), (Kind.windowScale, _), (Kind.sackPermitted, _), (Kind.timestamps, _), (Kind.sack, _):
            return false
        default:
            break
        }
        return true
    }
}

/// The timestamps option (RFC 7323 section 3): the sender's clock, and the one it last heard.
package struct TCPTimestamps: Hashable, Sendable {
    package var value: UInt32
    package var echo: UInt32

    package init(value: UInt32, echo: UInt32) {
        self.value = value
        self.echo = echo
    }
}
