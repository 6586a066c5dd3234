internal import Wire

/// What a SYN says of its direction: where the numbers begin, and which options hold.
struct SYNSegment: Sendable {
    /// The sequence number of the stream's byte 0.
    let firstByte: UInt32
    // There are many streams: what is optional has its bit among the facts.
    private var segmentSize: UInt16
    private var shift: UInt8
    private var facts: Facts

    private struct Facts: OptionSet {
        let rawValue: UInt8
        static let isAnswer = Facts(rawValue: 1 << 0)
        static let hasMSS = Facts(rawValue: 1 << 1)
        static let hasScale = Facts(rawValue: 1 << 2)
        static let hasSACK = Facts(rawValue: 1 << 3)
        /// It came without a window scale, or another with the same number did.
        static let lacksScale = Facts(rawValue: 1 << 4)
        /// The capture ends within the options: those that are missing are not known, and not absent.
        static let isCut = Facts(rawValue: 1 << 5)
    }

    /// `isAnswer` says that it acknowledges nothing but what the peer had sent.
    init(_ header: borrowing TCPHeader, isAnswer: Bool) {
        let options = header.options
        firstByte = header.sequence &+ 1
        segmentSize = options.mss ?? 0
        shift = min(14, options.windowScale ?? 0)
        facts = isAnswer ? .isAnswer : []
        if options.mss != nil { facts.insert(.hasMSS) }
        if options.windowScale != nil { facts.insert(.hasScale) }
        if options.sackPermitted { facts.insert(.hasSACK) }
        if options.isTruncated { facts.insert(.isCut) }
        if options.windowScale == nil && !options.isTruncated { facts.insert(.lacksScale) }
    }

    var isAnswer: Bool { facts.contains(.isAnswer) }
    var mss: UInt16? { facts.contains(.hasMSS) ? segmentSize : nil }
    var windowScale: UInt8? { facts.contains(.hasScale) ? shift : nil }
    /// Nil where the capture cut the options before it could tell.
    var sackPermitted: Bool? { facts.contains(.hasSACK) ? true : facts.contains(.isCut) ? nil : false }

    /// Takes what the same SYN says when it is sent again.
    ///
    /// A host that hears nothing may leave its options out, which undoes nothing: the SYN that was heard may be an earlier one.
    mutating func merge(_ again: SYNSegment) {
        segmentSize = again.mss ?? segmentSize
        shift = again.windowScale ?? shift
        let isCut = facts.contains(.isCut) && again.facts.contains(.isCut)
        facts.formUnion(again.facts)
        if !isCut { facts.remove(.isCut) }
    }

    /// The MSS that the peer has to take from it, `standard` where it announces none; nil where that is not known.
    func mss(or standard: UInt16) -> UInt16? { mss ?? (facts.contains(.isCut) ? nil : standard) }

    private var refusesScaling: Bool { facts.isDisjoint(with: [.hasScale, .isCut]) }

    /// How many bits the windows of `sender` are shifted; nil where that is not known (RFC 7323 section 2.2).
    ///
    /// A SYN that was not captured is taken to agree.
    static func windowShift(of sender: SYNSegment?, answeredBy peer: SYNSegment?) -> UInt8? {
        if sender?.refusesScaling ?? false || peer?.refusesScaling ?? false { return 0 }
        guard let sender, let scale = sender.windowScale else { return nil }
        // Sent with and without a scale: the peer has one only if it heard of one.
        return sender.facts.contains(.lacksScale) && peer?.windowScale == nil ? nil : scale
    }
}
