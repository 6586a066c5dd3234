internal import Capturing
internal import Rendering
internal import Wire

/// The packets that were not decoded, in words.
struct UndecodedText {
    /// The most frequent first, then by their names.
    let kinds: [(text: String, packets: Int, isHeader: Bool)]
    private let others: Int

    /// How many kinds text lists.
    private static let most = 8

    init(_ undecoded: UndecodedPackets) {
        kinds = undecoded.kinds
            .map { ($0.kind.text, $0.packets, $0.kind.isHeader) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        others = undecoded.others
    }

    /// A line for each kind: `12 packets of GRE protocol 0x88be (ERSPAN)`.
    var lines: [String] {
        // Two lines less are worth no word.
        let shown = kinds.count > Self.most + 1 ? Self.most : kinds.count
        var lines = kinds.prefix(shown).map {
            "\(Quantity.counted($0.packets, "packet")) \($0.isHeader ? "with" : "of") \($0.text)"
        }
        let rest = kinds.dropFirst(shown).reduce(others) { $0 + $1.packets }
        if rest > 0 { lines.append("\(Quantity.counted(rest, "packet")) of other kinds") }
        return lines.map { "  " + $0 }
    }
}

extension UndecodedPackets.Kind {
    var text: String {
        switch self {
        case .linkType(let number): "link type \(number)"
        case .payload(let type): type.text
        case .cutShort(let layer): "\(layer) header cut short"
        case .malformed(let layer, let reason): "\(DecodeError.malformed(layer: layer, reason: reason))"
        case .unsupported(let layer, let number): "\(DecodeError.unsupported(layer: layer, number: number))"
        }
    }

    /// Whether it is a header that could not be read, in place of what it carries.
    fileprivate var isHeader: Bool {
        switch self {
        case .linkType, .payload: false
        case .cutShort, .malformed, .unsupported: true
        }
    }
}
