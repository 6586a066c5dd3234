internal import Rendering
internal import Streams
internal import Wire

/// The published shape of one direction of a stream.
enum DirectionOutput {
    static func write(_ json: inout JSONWriter, _ report: StreamReport, _ direction: Direction) {
        let flow = report.stream.flow(direction)
        let delivery = report.delivery(direction)
        json.object {
            $0.member("packets", flow.packets)
            $0.member("segments", flow.segments)
            $0.member("payloadBytes", flow.payloadBytes)
            $0.member("uniqueBytes", flow.uniqueBytes)
            $0.member("mss", flow.mss)
            $0.member("windowScale", flow.windowScale)
            if let sackPermitted = flow.sackPermitted {
                $0.member("sackPermitted", sackPermitted)
            } else {
                $0.unknown("sackPermitted")
            }
            $0.member("retransmittedSyns", flow.retransmittedSYNs)
            $0.member("resets", flow.resets)
            $0.member("retransmittedSegments", flow.retransmittedSegments)
            $0.member("retransmittedBytes", flow.retransmittedBytes)
            $0.member("fastRetransmissions", flow.classes[.fastRetransmission])
            $0.member("spuriousRetransmissions", flow.classes[.spuriousRetransmission])
            $0.member("outOfOrderSegments", flow.classes[.outOfOrder])
            $0.member("lateSegments", flow.lateSegments)
            $0.member("lostSegments", flow.classes[.lostSegment])
            $0.member("gaps", report.stream.gaps(direction))
            $0.member("duplicateAcks", flow.classes[.duplicateAck])
            $0.member("zeroWindows", flow.classes[.zeroWindow])
            $0.member("zeroWindowNanoseconds", report.stream.closedWindowNanoseconds(direction))
            $0.member("zeroWindowProbes", flow.classes[.zeroWindowProbe])
            $0.member("windowFulls", flow.classes[.windowFull])
            $0.member("windowUpdates", flow.classes[.windowUpdate])
            $0.member("keepAlives", flow.classes[.keepAlive])
            $0.member("duplicateSelectiveAcks", flow.duplicateSACKs)
            $0.member("pushedSegments", flow.pushes)
            $0.member("duplicatePackets", flow.duplicatePackets)
            let isLimitKnown = report.stream.segmentLimit(direction, optionBytes: 0) != nil
            $0.member("superSegments", isLimitKnown ? flow.superSegments : nil)
            $0.member("estimatedWireSegments", isLimitKnown ? flow.estimatedWireSegments : nil)
            $0.member("maximumBytesInFlight", flow.maximumBytesInFlight)
            $0.member("segmentBytes") { sizes(&$0, flow, delivery) }
            $0.member("roundTripMicroseconds") {
                roundTrips(&$0, report.stream.isTimed ? flow.roundTrips.sketch : QuantileSketch())
            }
            if let delivery {
                $0.member("segmentItems", array: delivery.segments) { item(&$0, $1, isTimed: report.stream.isTimed) }
            } else {
                $0.unknown("segmentItems")
            }
            lane(&$0, "writes", delivery?.writes, isTimed: report.stream.isTimed)
            lane(&$0, "reads", delivery?.reads, isTimed: report.stream.isTimed)
        }
    }

    private static func sizes(_ json: inout JSONWriter, _ flow: Flow, _ delivery: Delivery?) {
        let sorted = delivery?.segments.map(\.item.bytes).sorted()
        let isKnown = flow.sizes.samples > 0
        json.object {
            $0.member("minimum", isKnown ? flow.sizes.minimum : nil)
            // Exact where every packet was kept.
            let exact = sorted.flatMap { $0.isEmpty ? nil : Int64($0[($0.count - 1) / 2]) }
            $0.member("median", exact ?? flow.sizes.quantile(0.5))
            $0.member("maximum", isKnown ? flow.sizes.maximum : nil)
        }
    }

    private static func roundTrips(_ json: inout JSONWriter, _ sketch: QuantileSketch) {
        json.object {
            $0.member("samples", sketch.samples)
            $0.member("minimum", sketch.samples > 0 ? sketch.minimum : nil)
            $0.member("median", sketch.quantile(0.5))
            $0.member("p99", sketch.quantile(0.99))
            $0.member("maximum", sketch.samples > 0 ? sketch.maximum : nil)
        }
    }

    private static func item(_ json: inout JSONWriter, _ segment: Delivery.Segment, isTimed: Bool) {
        json.object {
            $0.member("number", segment.item.number)
            $0.member("offset", segment.item.offset)
            $0.member("bytes", segment.item.bytes)
            $0.member("elapsedNanoseconds", isTimed ? segment.item.elapsedNanoseconds : nil)
            $0.member("flags", strings: segment.item.flags.names)
            $0.member("analysis", strings: segment.item.analysis.names)
            $0.member("reasons", array: segment.reasons) { reason(&$0, $1) }
        }
    }

    /// A reason by its name, with the number that is its evidence.
    private static func reason(_ json: inout JSONWriter, _ reason: SegmentReason) {
        json.object {
            $0.member("kind", reason.name)
            switch reason {
            case .fullSized(let limit): $0.member("limitBytes", limit)
            case .superSegment(let segments): $0.member("estimatedWireSegments", segments)
            case .receiveWindow(let edge, let window, let largest):
                $0.member("windowEndOffset", edge)
                $0.member("windowBytes", window)
                $0.member("largestWindowBytes", largest)
            case .halfWindow(let window): $0.member("largestWindowBytes", window)
            case .endOfWrite(let index): $0.member("write", index)
            case .nagle(let number): $0.member("acknowledgedBy", number)
            case .lateAcknowledgment(let number, let nanoseconds):
                $0.member("acknowledgedBy", number)
                $0.member("lateNanoseconds", nanoseconds)
            case .retransmission, .push, .windowProbe, .keepAlive, .fin: break
            }
        }
    }

    private static func lane(_ json: inout JSONWriter, _ key: String, _ lane: Lane?, isTimed: Bool) {
        guard let lane else { return json.unknown(key) }
        json.member(key) {
            $0.object {
                $0.member("recorder", lane.recorder)
                $0.member("count", lane.items.count)
                $0.member("bytes", lane.bytes)
                $0.member("items", array: lane.items) { json, item in
                    json.object {
                        $0.member("offset", item.offset)
                        $0.member("bytes", item.bytes)
                        $0.member("requestedBytes", item.requestedBytes)
                        $0.member("elapsedNanoseconds", isTimed ? item.elapsedNanoseconds : nil)
                        $0.member("durationNanoseconds", item.durationNanoseconds)
                    }
                }
            }
        }
    }
}
