/// Goes from one header below IP to the next, up to the network layer or to what is not decoded.
struct LinkHeaderWalk {
    /// Where the next header begins, from the start of the captured bytes.
    var offset: Int

    /// Where the innermost length says that its contents end; `Int.max` as long as there was none.
    private(set) var end = Int.max

    /// The next header, which begins at `offset`.
    enum Header {
        case ethernet
        /// What an EtherType says, which the layer before it holds.
        case etherType(UInt16, DecodeError.Layer)
        case llc
        case nlpid
        case ppp
        case pppoe
        case mpls
        /// IP of the version that its first four bits say.
        case ip
        case network(NetworkKind)
    }

    /// Frames nest three or four headers deep; garbage must not be walked to its end.
    static let maximumHeaders = 16

    init(at offset: Int) {
        self.offset = offset
    }

    /// What begins at `offset` ends `length` bytes further, or where a header before says so.
    mutating func limit(to length: Int) {
        end = min(end, offset + length)
    }

    /// Throws unless the header at `offset` has `needed` bytes before the end of what holds it and of what was captured.
    func require(_ needed: Int, of layer: DecodeError.Layer, in bytes: Span<UInt8>) throws(DecodeError) {
        guard end - offset >= needed else { throw .malformed(layer: layer, reason: .headerBeyondDatagram) }
        try bytes.require(needed, from: offset, of: layer)
    }

    mutating func next(_ header: Header, in bytes: Span<UInt8>) throws(DecodeError) -> Header {
        switch header {
        case .ethernet: try ethernet(in: bytes)
        case .etherType(let type, let layer): try etherType(type, in: bytes, layer: layer)
        case .llc: try llc(in: bytes)
        case .nlpid: try nlpid(in: bytes)
        case .ppp: try ppp(in: bytes)
        case .pppoe: try pppoe(in: bytes)
        case .mpls: try mpls(in: bytes)
        case .ip: try ip(in: bytes)
        case .network: header
        }
    }
}

extension NetworkStart {
    /// Steps over all headers from that at `offset` on, in contents that end at `end`.
    init(
        _ first: LinkHeaderWalk.Header,
        at offset: Int,
        in bytes: Span<UInt8>
    ) throws(DecodeError) {
        try self.init(first, LinkHeaderWalk(at: offset), in: bytes)
    }

    init(
        _ first: LinkHeaderWalk.Header,
        _ walk: LinkHeaderWalk,
        in bytes: Span<UInt8>
    ) throws(DecodeError) {
        var walk = walk
        var header = first
        for _ in 0..<LinkHeaderWalk.maximumHeaders {
            if case .network(let kind) = header {
                self.init(kind: kind, offset: walk.offset, end: walk.end)
                return
            }
            header = try walk.next(header, in: bytes)
        }
        throw .malformed(layer: .ethernet, reason: .tooManyHeaders)
    }
}
