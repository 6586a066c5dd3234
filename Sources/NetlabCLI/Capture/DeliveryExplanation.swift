internal import Rendering
internal import Streams
internal import Wire

/// What one direction's numbers mean, in sentences: each holds for this run, and none is said without its evidence.
struct DeliveryExplanation {
    let report: StreamReport
    let delivery: Delivery
    let mtu: Int?

    var sentences: [String] {
        OpeningText(stream: report.stream).sentences + LateAcknowledgments(report).sentences
            + segmentSentences + messageSentences + readSentences + unitSentences
    }

    // MARK: Where segments ended

    private var segmentSentences: [String] {
        var fullSized = 0
        var limit = 0
        var superSegments = 0
        var byWindow = 0
        var byReader = 0
        var largestWindow = 0
        var byHalf = 0
        var held = 0
        var sentAgain = 0
        var unknown = 0
        for segment in delivery.segments {
            if segment.reasons.isEmpty { unknown += 1 }
            for reason in segment.reasons {
                switch reason {
                case .fullSized(let bytes): (fullSized, limit) = (fullSized + 1, bytes)
                case .superSegment: superSegments += 1
                case .receiveWindow(_, let window, let largest):
                    // A reader that keeps up leaves the window about as large as it was.
                    if window * 2 <= largest { byReader += 1 } else { byWindow += 1 }
                    largestWindow = largest
                case .halfWindow: byHalf += 1
                case .nagle: held += 1
                case .retransmission: sentAgain += 1
                case .endOfWrite, .push, .lateAcknowledgment, .windowProbe, .keepAlive, .fin: break
                }
            }
        }

        var sentences: [String] = []
        if fullSized > 0 { sentences.append(fullSizedSentence(fullSized, limit: limit)) }
        if superSegments > 0 {
            let wire = Quantity.counted(report.stream.flow(delivery.direction).estimatedWireSegments, "segment")
            sentences.append(
                "\(of(superSegments)) larger than the MSS allows: segmentation offload was at work, and on a wire the "
                    + "bytes would have been about \(wire)."
            )
        }
        if byHalf > 0 {
            sentences.append(
                "\(of(byHalf)) as large as half the largest window that the receiver had advertised until then, "
                    + "to which a Linux sender bounds its segments."
            )
        }
        if byReader > 0 {
            sentences.append(
                "\(ends(byReader)) where the advertised receive window ended, of which unread bytes had taken half or more: "
                    + "the sender had to wait for the reader."
            )
        }
        if byWindow > 0 { sentences.append(windowSentence(byWindow, window: largestWindow)) }
        if held > 0 {
            sentences.append(
                "\(of(held)) short and left only when all before was acknowledged: Nagle's algorithm (TCP_NODELAY turns it off)."
            )
        }
        if sentAgain > 0 { sentences.append("\(of(sentAgain)) a retransmission.") }
        if unknown > 0 { sentences.append("\(ends(unknown)) for no reason that was captured or recorded.") }
        return sentences
    }

    /// Of a window that the reader kept open: so much a round trip, and not more.
    private func windowSentence(_ count: Int, window: Int) -> String {
        let bound =
            "\(ends(count)) where the advertised receive window ended: no more than its "
            + "\(Quantity.counted(window, "byte")) may be under way"
        let roundTrip = report.stream.flow(delivery.direction).roundTrips.sketch.quantile(0.5) ?? 0
        // On a short path the round trip is the receiver's time, and not the path's.
        guard roundTrip >= 1_000 else { return bound + "." }
        return bound + " in a round trip of \(Quantity.duration(nanoseconds: roundTrip * 1_000))."
    }

    /// `20 of 21 segments are full: ...`, with where the size comes from.
    private func fullSizedSentence(_ count: Int, limit: Int) -> String {
        let subject =
            count == delivery.segments.count
            ? (count == 1 ? "The segment is" : "All segments are")
            : "\(Quantity.grouped(count)) of \(Quantity.counted(delivery.segments.count, "segment")) \(count == 1 ? "is" : "are")"
        let full = report.stream.segmentLimit(delivery.direction, optionBytes: 0) ?? limit
        let options = full - limit
        let beside = options > 0 ? " and \(options) of TCP options" : ""
        let network = report.stream.isIPv6 ? 40 : 20
        let cause =
            mtu == full + network + 20
            ? "the MTU of \(Quantity.grouped(full + network + 20)) leaves so much beside \(network) bytes of IP header, 20 of TCP"
                + (options > 0 ? " and \(options) of TCP options" : "")
            : "the MSS of \(Quantity.grouped(full)) leaves so much"
                + (options > 0 ? " beside\(beside.dropFirst(4))" : "")
        return "\(subject) full with \(Quantity.counted(limit, "byte")): \(cause)."
    }

    private func of(_ count: Int) -> String {
        "\(Quantity.grouped(count)) of \(Quantity.counted(delivery.segments.count, "segment")) \(count == 1 ? "is" : "are")"
    }

    private func ends(_ count: Int) -> String {
        "\(Quantity.grouped(count)) of \(Quantity.counted(delivery.segments.count, "segment")) \(count == 1 ? "ends" : "end")"
    }

    // MARK: What became of the writes

    private var messageSentences: [String] {
        let messages = delivery.messages
        guard let source = messages.first?.source, messages.count > 1 || source == .inferred else { return [] }
        let noun = source == .record ? "write" : delivery.units?.delimiter.noun ?? "message"
        let origin = source == .inferred ? ", inferred from PSH and pauses," : ""
        var sentences = [fits(messages.compactMap(\.onWire), of: noun, origin, in: "segment")]
        if delivery.reads != nil { sentences.append(fits(messages.compactMap(\.atReader), of: noun, in: "read")) }
        return sentences.filter { !$0.isEmpty }
    }

    private func fits(
        _ fits: [Message.Fit],
        of message: String,
        _ origin: String = "",
        in piece: String
    ) -> String {
        let parts = [
            (Message.Fit.aligned, "had \(piece)s to themselves", "had a \(piece) to itself"),
            (.coalesced, "shared \(piece)s with neighbours", "shared a \(piece)"),
            (.split, "were split over several \(piece)s", "was split over several \(piece)s"),
        ].map { fit, text, single in (count: fits.count { $0 == fit }, text: text, single: single) }
            .filter { $0.count > 0 }
        if fits.count == 1 { return "1 \(message)\(origin) \(parts[0].single)." }
        let all = "\(Quantity.grouped(fits.count)) \(message)s\(origin)"
        if parts.count == 1 { return "All \(all) \(parts[0].text)." }
        let list = parts.map { "\(Quantity.grouped($0.count)) \($0.text)" }.joined(separator: ", ")
        return parts.isEmpty ? "" : "Of \(all)\(origin.isEmpty ? "," : "") \(list)."
    }

    // MARK: What the application meant

    private var unitSentences: [String] {
        delivery.units.map { UnitExplanation(delivery: delivery, units: $0).sentences } ?? []
    }

    // MARK: What the reader got

    private var readSentences: [String] {
        guard let reads = delivery.reads, let first = reads.items.first else { return [] }
        var sentences: [String] = []
        let total = reads.bytes
        let areAligned = !delivery.messages.isEmpty && delivery.messages.allSatisfy { $0.atReader == .aligned }
        if first.bytes < total && !areAligned {
            let percent = Int((Double(first.bytes) / Double(total) * 100).rounded())
            sentences.append(
                "The first read returned \(Quantity.counted(first.bytes, "byte")), "
                    + "\(percent == 0 ? "less than 1" : "\(percent)") % of what was sent: "
                    + "one send is not one recv."
            )
        }
        let ends = Set(delivery.carriers.map(\.range.upperBound))
        let inside = reads.items.count { !ends.contains($0.end) }
        if inside > 0 {
            let full = reads.items.count { $0.bytes == $0.requestedBytes }
            let filled =
                full > 0 ? " \(Quantity.grouped(full)) filled the buffer that recv was given." : ""
            sentences.append(
                "\(Quantity.grouped(inside)) of \(Quantity.counted(reads.items.count, "read")) "
                    + "\(inside == 1 ? "ends" : "end") inside a segment: the receiver sees no boundaries.\(filled)"
            )
        }
        return sentences
    }
}

extension TCPStream {
    var isIPv6: Bool {
        switch server.address {
        case .v4: false
        case .v6: true
        }
    }
}

extension Delivery {
    /// The moment that text counts from: the first write, or the first segment where there is no record.
    var originNanoseconds: Int64 {
        writes?.items.first?.elapsedNanoseconds ?? segments.first?.item.elapsedNanoseconds ?? 0
    }

    /// From that moment to another, saturating: a record may claim any time.
    func sinceOrigin(_ nanoseconds: Int64) -> Int64 {
        Int64(clamping: Int128(nanoseconds) - Int128(originNanoseconds))
    }
}
