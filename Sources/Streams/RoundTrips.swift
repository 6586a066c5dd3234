internal import Wire

/// The time from a segment of one direction to its acknowledgment, both as they passed the place of the capture.
///
/// Bytes sent twice have no time of their own (Karn's rule); where the timestamps option tells the two apart, theirs is
/// taken (RFC 7323 section 4).
package struct RoundTrips: Sendable {
    /// In microseconds.
    package private(set) var sketch = QuantileSketch()

    /// Nil while there is none.
    var shortestNanoseconds: Int64? { sketch.samples > 0 ? sketch.minimum * 1_000 : nil }

    /// The newest segments under way, in a ring, by the offsets after them.
    private var newest = InlineArray<3, Sent>(repeating: Sent(end: .max, time: Timestamp(nanoseconds: 0)))
    /// A segment that was sent long before them, where more are under way.
    private var early: Sent?
    private var next: UInt8 = 0
    private var earlyBytes: UInt32 = 0
    /// The clock of the sender in a packet that sent bytes again, with that packet's time, and in its newest packet.
    private var repeated: (time: Timestamp, clock: UInt32)?
    private var clock: UInt32?

    private struct Sent: Sendable {
        /// The offset after the segment.
        let end: Int64
        let time: Timestamp
    }

    /// A packet of the direction itself, of `bytes`: `isRepeat` where it brings some that had been sent before.
    mutating func send(upTo end: Int64, bytes: Int, time: Timestamp, isRepeat: Bool, clock: UInt32?) {
        if isRepeat {
            forget()
            // An echo of a clock that earlier packets had too would say nothing.
            if let clock, clock != self.clock { repeated = (time, clock) }
        } else {
            let sent = Sent(end: end, time: time)
            newest[Int(next)] = sent
            next = next == 2 ? 0 : next + 1
            if early == nil { (early, earlyBytes) = (sent, UInt32(clamping: bytes)) }
        }
        self.clock = clock
    }

    /// Times none of the segments under way.
    mutating func forget() {
        for index in newest.indices { newest[index] = Sent(end: .max, time: Timestamp(nanoseconds: 0)) }
        early = nil
    }

    /// The receiver acknowledges more than before, and echoes a clock that it has heard.
    ///
    /// The acknowledgment is of the last segment that it covers: for those before it came late.
    mutating func acknowledge(upTo offset: Int64, time: Timestamp, echo: UInt32?) {
        var found: Sent?
        for index in newest.indices where newest[index].end <= offset && newest[index].end > found?.end ?? .min {
            found = newest[index]
        }
        if let found {
            add(time - found.time)
            early = nil
            for index in newest.indices where newest[index].end <= offset {
                newest[index] = Sent(end: .max, time: time)
            }
        } else if let early, early.end <= offset {
            if offset - early.end < 2 * Int64(earlyBytes) { add(time - early.time) }
            self.early = nil
        }
        if let repeated, let echo, echo == repeated.clock {
            add(time - repeated.time)
            self.repeated = nil
        }
    }

    private mutating func add(_ nanoseconds: Int64) {
        sketch.add(nanoseconds / 1_000)
    }
}
