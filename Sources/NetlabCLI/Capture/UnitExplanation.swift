internal import Rendering
internal import Streams

/// How the units of an application lie in segments and reads, in sentences.
struct UnitExplanation {
    let delivery: Delivery
    let units: Units

    var sentences: [String] {
        let noun = units.delimiter.noun
        guard !units.ranges.isEmpty else { return ["No \(noun) was found in the bytes that were captured."] }
        var sentences: [String] = []
        let segments = Set(delivery.carriers.map(\.range.upperBound))
        let inSegments = units.ranges.count { !segments.contains($0.upperBound) }
        sentences.append(
            inside(inSegments, of: units.ranges.count, noun, "segment")
                ?? (units.ranges.count == 1 ? "The" : "Every") + " \(noun) ends where a segment ends."
        )
        if let reads = delivery.reads {
            let ends = Set(units.ranges.map(\.upperBound))
            // Where units were looked for no more, nothing is said of reads.
            let searched = units.areCut ? units.ranges.last?.upperBound ?? 0 : .max
            let known = reads.items.filter { $0.end <= searched }
            let count = known.count { !ends.contains($0.end) }
            sentences.append(inside(count, of: known.count, "read", noun) ?? "No read ends inside a \(noun).")
        }
        if units.areCut {
            sentences.append("Only the first \(Quantity.counted(units.ranges.count, noun)) were looked for.")
        }
        return sentences
    }

    /// `3 of 7 reads end inside a line.`; nil where none does.
    private func inside(_ count: Int, of all: Int, _ piece: String, _ whole: String) -> String? {
        guard count > 0 else { return nil }
        return
            "\(Quantity.grouped(count)) of \(Quantity.counted(all, piece)) \(count == 1 ? "ends" : "end") inside a \(whole)."
    }
}
