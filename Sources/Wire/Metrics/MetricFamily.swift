/// Values of one kind under one name, as Prometheus and OpenMetrics have them.
package struct MetricFamily: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    package struct Label: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    struct Sample: Sendable, Equatable {
        let suffix: String
        let labels: [Label]
        let value: Double
    }

    /// Without the `_total` that a counter's samples have behind it.
    package let name: String
    package let kind: Kind
    package let help: String
    private(set) var samples: [Sample] = []

    package var isEmpty: Bool { samples.isEmpty }

    package init(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }

    /// Adds a counter's or a gauge's value.
    package mutating func add(_ value: Double, _ labels: Label...) {
        samples.append(Sample(suffix: kind == .counter ? "_total" : "", labels: labels, value: value))
    }

    package mutating func add(_ histogram: SecondsHistogram, _ labels: Label...) {
        var total = 0
        for (bound, count) in zip(SecondsHistogram.bounds + [.infinity], histogram.counts) {
            total += count
            let limit = bound.isInfinite ? "+Inf" : "\(bound)"
            samples.append(Sample(suffix: "_bucket", labels: labels + [Label("le", limit)], value: Double(total)))
        }
        samples.append(Sample(suffix: "_sum", labels: labels, value: histogram.sum))
        samples.append(Sample(suffix: "_count", labels: labels, value: Double(total)))
    }
}

/// Times in buckets that reach from loopback to a slow answer across the world.
package struct SecondsHistogram: Sendable, Equatable {
    /// What a bucket holds at most; the last one holds all that is longer.
    package static let bounds = [
        0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        10,
    ]

    package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    package private(set) var sum = 0.0

    package init() {}

    package mutating func add(nanoseconds: Int64) {
        let seconds = Double(nanoseconds) / 1e9
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }
}
