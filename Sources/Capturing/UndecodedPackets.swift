package import Wire

/// How many packets were not decoded, by the kind of what was not.
package struct UndecodedPackets: Sendable {
    /// What was not decoded of a packet.
    package enum Kind: Hashable, Sendable {
        /// All of it: nothing is known of frames of this link type.
        case linkType(Int)
        /// What the innermost header says that it carries.
        case payload(PayloadType)
        /// A header that was cut by the end of the capture.
        case cutShort(DecodeError.Layer)
        case malformed(DecodeError.Layer, DecodeError.Reason)
        /// A header of a variant that is not decoded.
        case unsupported(DecodeError.Layer, number: Int)

        /// By the header that could not be read.
        package static func header(_ error: DecodeError) -> Kind {
            switch error {
            case .truncated(let layer, _, _): .cutShort(layer)
            case .malformed(let layer, let reason): .malformed(layer, reason)
            case .unsupported(let layer, let number): .unsupported(layer, number: number)
            }
        }
    }

    /// A file may have any number of kinds: so many are kept apart, the first that come.
    package static let maximumKinds = 64

    package private(set) var total = 0
    /// Of kinds that are not kept apart.
    package private(set) var others = 0
    private var counts: [Kind: Int] = [:]

    package init() {}

    mutating func add(_ kind: Kind) {
        total += 1
        if counts[kind] != nil || counts.count < Self.maximumKinds {
            counts[kind, default: 0] += 1
        } else {
            others += 1
        }
    }

    /// The kinds that were kept apart, in no order, with how many packets each had.
    package var kinds: [(kind: Kind, packets: Int)] { counts.map { ($0.key, $0.value) } }
}
