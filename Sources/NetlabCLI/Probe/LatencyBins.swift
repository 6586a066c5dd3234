/// Times counted in bins that are equally wide on a logarithmic scale.
struct LatencyBins: Sendable {
    struct Bin: Sendable, Equatable {
        /// In nanoseconds; the bin ends where the next begins.
        let start: Int64
        let count: Int
    }

    /// Bins a doubling at their finest.
    private static let finest = 8

    private var counts: [Int: Int] = [:]

    mutating func add(nanoseconds: Int64) {
        // A hundred nanoseconds is less than any probe takes.
        let place = Self.log2(Double(max(nanoseconds, 100))) * Double(Self.finest)
        counts[Int(place.rounded(.down)), default: 0] += 1
    }

    /// From the first that is not empty to the last, as narrow as `limit` bins allow.
    func bins(limit: Int) -> [Bin] {
        guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
        var width = 1
        // From 100 ns to an hour there are 36 doublings: a few rounds.
        while last / width - first / width >= limit { width *= 2 }
        return (first / width...last / width).map { place in
            let count = (place * width..<(place + 1) * width).reduce(0) { $0 + (counts[$1] ?? 0) }
            return Bin(start: Self.start(of: place * width), count: count)
        }
    }

    private static func start(of place: Int) -> Int64 {
        let (doublings, part) = place.quotientAndRemainder(dividingBy: finest)
        var value = Double(Int64(1) << Int64(min(max(0, doublings), 62)))
        for _ in 0..<part { value *= 1.090_507_732_665_257_7 }
        return Int64(min(value.rounded(), 4e18))
    }

    /// The mantissa's part by the series of artanh: good to a millionth, which no bin's width feels.
    private static func log2(_ value: Double) -> Double {
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        let series =
            ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11)))))
        return Double(value.exponent) + 2 * series / 0.693_147_180_559_945_3
    }
}
