internal import Rendering
internal import Wire

/// The time in front of each packet.
struct TimeColumn {
    let style: TimeStyle
    private var first: Timestamp?
    private var previous: Timestamp?

    init(style: TimeStyle) {
        self.style = style
    }

    /// The text for the next packet that is shown, and what parts it from the rest.
    mutating func next(_ time: Timestamp?) -> String {
        guard let time else { return style == .none ? "" : "-".padded(to: style == .absolute ? 15 : 8) + "  " }
        defer {
            first = first ?? time
            previous = time
        }
        return switch style {
        case .absolute: time.timeOfDay + "  "
        case .relative: Self.seconds(time - (first ?? time)) + "  "
        case .delta: Self.seconds(time - (previous ?? time)) + "  "
        case .none: ""
        }
    }

    /// `-1.000042`: cut to microseconds.
    private static func seconds(_ nanoseconds: Int64) -> String {
        let microseconds = nanoseconds.magnitude / 1_000
        let fraction = String(microseconds % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - fraction.count)
        return "\(nanoseconds < 0 ? "-" : "")\(microseconds / 1_000_000).\(zeros)\(fraction)"
    }
}
