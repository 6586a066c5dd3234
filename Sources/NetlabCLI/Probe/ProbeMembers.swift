internal import Platform
internal import Probing
internal import Rendering
internal import Wire

/// The published shape of an attempt and of a summary.
extension JSONWriter {
    mutating func members(of attempt: Attempt?, _ row: ProbePrinter.Row) {
        member("address", row.target?.name.description)
        member("transport", row.target?.transport.rawValue)
        member("number", attempt?.number ?? 1)
        member("outcome", (attempt?.outcome ?? row.outcome).rawValue)
        member("arrival", (attempt?.arrival ?? .first).name)
        member("isReordered", attempt?.isReordered ?? false)
        let isTimed = attempt?.arrival == .first
        member("latencyMicroseconds", isTimed ? attempt.map { $0.latencyNanoseconds / 1000 } : nil)
        member("connectMicroseconds", attempt?.connectNanoseconds.map { $0 / 1000 })
        member("kernelMicroseconds", attempt?.kernelNanoseconds.map { $0 / 1000 })
        member("intendedNanoseconds", attempt?.intendedNanoseconds)
        member("local", attempt?.local?.description)
        members(of: attempt?.failure)
        member("roundTripMicroseconds", attempt?.tcp?.roundTripMicroseconds)
        member("roundTripVarianceMicroseconds", attempt?.tcp?.roundTripVarianceMicroseconds)
        member("sendMSS", attempt?.tcp?.sendMSS)
        member("congestionWindow", attempt?.tcp?.congestionWindow)
        member("retransmissions", attempt?.tcp?.retransmissions)
        member("deliveryRateBytesPerSecond", attempt?.tcp?.deliveryRate)
        member("pieces", attempt?.pieces?.count)
        member("smallestPieceBytes", attempt?.pieces?.smallest)
        member("largestPieceBytes", attempt?.pieces?.largest)
        member("longestGapMicroseconds", attempt?.pieces.map { $0.longestGapNanoseconds / 1000 })
        let facts = attempt?.facts ?? []
        member(
            "text",
            facts.first { if case .text(let bytes) = $0 { String(validating: bytes, as: UTF8.self) } else { nil } }
        )
        member(
            "textBase64",
            facts.first { if case .text(let bytes) = $0 { bytes.base64WhereNoText } else { nil } }
        )
        member(
            "clockOffsetNanoseconds",
            facts.first { if case .clockOffset(let offset, _) = $0 { offset } else { nil } }
        )
        member(
            "clockUncertaintyNanoseconds",
            facts.first { if case .clockOffset(_, let half) = $0 { half } else { nil } }
        )
        member("transferredBytes", facts.first { if case .transferred(let bytes, _) = $0 { bytes } else { nil } })
        member(
            "transferMicroseconds",
            facts.first { if case .transferred(_, let nanoseconds) = $0 { nanoseconds / 1000 } else { nil } }
        )
        member("departureOffset", facts.first { if case .departure(let offset) = $0 { offset } else { nil } })
        member("breach", facts.first { if case .breach(let text) = $0 { text } else { nil } })
        member("step", facts.first { if case .step(let number, _, _) = $0 { number } else { nil } })
        member("steps", facts.first { if case .step(_, let count, _) = $0 { count } else { nil } })
        member("expected", facts.first { if case .step(_, _, let expected) = $0 { expected } else { nil } })
        let turns = facts.compactMap(Turn.init)
        if turns.contains(where: \.isOurs) {
            member("dialogue", array: turns) { json, turn in
                json.object {
                    $0.member("from", turn.isOurs ? "netlab" : "peer")
                    $0.member("text", String(validating: turn.bytes, as: UTF8.self))
                    $0.member("textBase64", turn.bytes.base64WhereNoText)
                }
            }
        } else {
            member("dialogue", String?.none)
        }
        member("status", facts.first { if case .status(let status, _) = $0 { status } else { nil } })
        member(
            "reason",
            facts.first {
                if case .status(_, let reason) = $0 { String(decoding: reason, as: UTF8.self) } else { nil }
            }
        )
        member(
            "httpVersion",
            facts.first { if case .message(let minor, _) = $0 { "1.\(minor)" } else { nil } }
        )
        member("contentLength", facts.first { if case .message(_, let length) = $0 { length } else { nil } })
        member("headerBytes", facts.first { if case .sizes(let header, _) = $0 { header } else { nil } })
        member("bodyBytes", facts.first { if case .sizes(_, let body) = $0 { body } else { nil } })
        member("location", attempt?.redirect.map { String(decoding: $0, as: UTF8.self) })
        member("lookupNanoseconds", row.lookupNanoseconds)
        member("connectNanoseconds", attempt?.connectNanoseconds)
        member("firstByteNanoseconds", attempt?.firstByteNanoseconds)
        member("totalNanoseconds", isTimed ? attempt?.totalNanoseconds : nil)
    }

    mutating func summary(of row: ProbePrinter.Row) {
        let statistics = row.statistics
        let times = statistics.times
        member("target", row.label)
        member("address", row.target?.name.description)
        member("transport", row.target?.transport.rawValue)
        member("reason", row.reason)
        member("sent", statistics.sent)
        member("received", statistics.received)
        member("lossPercent", statistics.lossPercent)
        member("duplicated", statistics.outcomes[.duplicated] ?? 0)
        member("late", statistics.late)
        member("reordered", statistics.reordered)
        member("minimumMicroseconds", times.map { $0.minimum / 1000 })
        member("meanMicroseconds", times.map { $0.mean / 1000 })
        member("p50Microseconds", times.map { $0.p50 / 1000 })
        member("p90Microseconds", times.map { $0.p90 / 1000 })
        member("p99Microseconds", times.map { $0.p99 / 1000 })
        member("p999Microseconds", times.map { $0.p999 / 1000 })
        member("maximumMicroseconds", times.map { $0.maximum / 1000 })
        member("jitterMicroseconds", times?.jitter.map { $0 / 1000 })
        member("kernelMeanMicroseconds", statistics.stampedMeanNanoseconds.map { $0 / 1000 })
        member("longestOutageMicroseconds", statistics.longestOutageNanoseconds / 1000)
    }
}

extension Attempt.Arrival {
    var name: String {
        switch self {
        case .first: "first"
        case .late: "late"
        case .again: "again"
        }
    }
}

/// What one side of a dialogue said until the other did.
private struct Turn {
    let isOurs: Bool
    let bytes: [UInt8]

    init?(_ fact: Fact) {
        switch fact {
        case .said(let bytes): (isOurs, self.bytes) = (true, bytes)
        case .text(let bytes): (isOurs, self.bytes) = (false, bytes)
        default: return nil
        }
    }
}

extension [UInt8] {
    /// Where the bytes are no UTF-8.
    var base64WhereNoText: String? {
        String(validating: self, as: UTF8.self) == nil ? Base64.encoded(self) : nil
    }
}

extension [Fact] {
    /// What the first that has it says.
    fileprivate func first<Value>(_ value: (Fact) -> Value?) -> Value? {
        lazy.compactMap(value).first
    }
}
