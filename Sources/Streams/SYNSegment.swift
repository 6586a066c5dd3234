internal import Wire

/// What a SYN says of its direction: where the numbers begin, and which options hold.
struct SYNSegment: Sendable {
    /// The sequence number of the stream's byte 0.
    let firstByte: UInt32
    private(set) var mss: UInt16?
    private(set) var windowScale: UInt8?
    private var isSACKPermitted: Bool
    /// It came without a window scale, or another with the same number did.
    private var isWithoutScale: Bool
    /// The capture ends within the options: those that are missing are not known, and not absent.
    private var areOptionsCut: Bool
    /// It acknowledges nothing but what the peer had sent.
    let isAnswer: Bool

    init(_ header: borrowing TCPHeader, isAnswer: Bool) {
        let options = header.options
        firstByte = header.sequence &+ 1
        mss = options.mss
        windowScale = options.windowScale.map { min(14, $0) }
        isSACKPermitted = options.sackPermitted
        areOptionsCut = options.isTruncated
        isWithoutScale = options.windowScale == nil && !options.isTruncated
        self.isAnswer = isAnswer
    }

    /// Nil where the capture cut the options before it could tell.
    var sackPermitted: Bool? { isSACKPermitted ? true : areOptionsCut ? nil : false }

    /// Takes what the same SYN says when it is sent again.
    ///
    /// A host that hears nothing may leave its options out, which undoes nothing: the SYN that was heard may be an earlier one.
    mutating func merge(_ again: SYNSegment) {
        mss = again.mss ?? mss
        windowScale = again.windowScale ?? windowScale
        isSACKPermitted = isSACKPermitted || again.isSACKPermitted
        isWithoutScale = isWithoutScale || again.isWithoutScale
        areOptionsCut = areOptionsCut && again.areOptionsCut
    }

    /// The MSS that the peer has to take from it, `standard` where it announces none; nil where that is not known.
    func mss(or standard: UInt16) -> UInt16? { mss ?? (areOptionsCut ? nil : standard) }

    private var refusesScaling: Bool { windowScale == nil && !areOptionsCut }

    /// How many bits the windows of `sender` are shifted; nil where that is not known (RFC 7323 section 2.2).
    ///
    /// A SYN that was not captured is taken to agree.
    static func windowShift(of sender: SYNSegment?, answeredBy peer: SYNSegment?) -> UInt8? {
        if sender?.refusesScaling ?? false || peer?.refusesScaling ?? false { return 0 }
        guard let sender, let scale = sender.windowScale else { return nil }
        // Sent with and without a scale: the peer has one only if it heard of one.
        return sender.isWithoutScale && peer?.windowScale == nil ? nil : scale
    }
}
