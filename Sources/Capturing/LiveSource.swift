package import Pcap
package import Platform
package import Wire

/// The packets of network interfaces as they come.
package struct LiveSource: PacketSource, ~Copyable {
    /// When a live capture pauses and ends, beside the signals.
    package struct Settings: Sendable {
        /// The longest that `next` waits before it says that nothing has come.
        package var patience: Duration
        /// How long the capture lasts; nil is until it is stopped.
        package var duration: Duration?
        /// The capture ends when nobody can read this any more.
        package var output: ByteFile?

        package init(patience: Duration, duration: Duration? = nil, output: ByteFile? = nil) {
            self.patience = patience
            self.duration = duration
            self.output = output
        }
    }

    /// After so many packets in a row the signals and the clock are looked at even where more packets are at hand.
    private static let stride = 256

    package let interfaces: CaptureInterfaces
    private let taps: [Tap]
    private let settings: Settings
    private let stop: StopSignals?
    /// The longest that a packet stays with the kernel: its timer runs from one packet to the next.
    private let hold: Duration
    private let limit: ContinuousClock.Instant?
    private var ending: Ending?
    /// The ring was empty, and the caller knows.
    private var isIdle = false
    private var packets = 0
    /// Packets since the signals and the clock were looked at.
    private var unattended = 0

    /// A capture that was told to stop: what the kernel still holds of the time before is handed over.
    private struct Ending {
        /// Packets after this are not wanted.
        let last: Timestamp
        /// None is waited for after this.
        let deadline: ContinuousClock.Instant

        /// On a busy machine those at hand take longer than the wait; a clock that runs behind would make them endless.
        static let patience = Duration.seconds(20)
    }

    /// The captures run from here on, whether or not they are read.
    ///
    /// A signal among `stop` ends them.
    package init(
        _ captures: [LiveCapture.Settings],
        interfaces: CaptureInterfaces = CaptureInterfaces(),
        settings: Settings,
        stop: consuming StopSignals? = nil
    ) throws(CapturingError) {
        var taps: [Tap] = []
        for capture in captures {
            do { taps.append(try Tap(capture)) } catch { throw .pcap(error) }
            interfaces.list.append(
                CaptureInterface(
                    linkType: taps[taps.count - 1].capture.linkType,
                    snapLength: capture.snapLength,
                    name: capture.interface,
                    resolution: .nanoseconds
                )
            )
        }
        self.interfaces = interfaces
        self.taps = taps
        self.settings = settings
        self.stop = stop
        hold = .milliseconds(2 * (captures.map(\.holdMilliseconds).max() ?? 0) + 20)
        limit = settings.duration.map { .now + $0 }
    }

    package var interfaceStatistics: [CaptureStatistics] { taps.map { $0.capture.statistics() } }

    package mutating func next(_ body: Handler) throws(CapturingError) -> SourceState {
        if isIdle || unattended >= Self.stride {
            unattended = 0
            // Its first time the ring is empty it is said so, and only then waited.
            switch try wait(timeout: isIdle ? timeToWait : .zero) {
            case .outputClosed: return .finished
            case .signal(.report): return .asked
            case .signal(.stop), .signal(.reopen):
                // Who asks twice does not want to wait for what the kernel still holds.
                if ending != nil { return .finished }
                end()
            case .readable, .timedOut: if let limit, ContinuousClock.now >= limit { end() }
            }
        }
        // Asked before the ring is: on a busy machine time passes between the two, and packets come.
        let isTimeUp = ending.map { ContinuousClock.now >= $0.deadline } ?? false
        if try readOnly(body) {
            isIdle = false
            return .packets
        }
        if isTimeUp { return .finished }
        isIdle = true
        return .idle
    }

    private var timeToWait: Duration {
        guard let end = ending?.deadline ?? limit else { return settings.patience }
        return max(.zero, min(settings.patience, end - .now))
    }

    private func wait(timeout: Duration) throws(CapturingError) -> Readiness.Event {
        do {
            let descriptors = taps.map { $0.capture.descriptor }
            return try Readiness.wait(for: descriptors, or: stop, output: settings.output, timeout: timeout)
        } catch {
            throw .system(error)
        }
    }

    private mutating func end() {
        guard ending == nil else { return }
        ending = Ending(last: Clock.now(), deadline: .now + hold)
    }

    /// Hands over what is at hand on the only interface, many packets at a time; the slow way where there are several.
    private mutating func readOnly(_ body: Handler) throws(CapturingError) -> Bool {
        guard taps.count == 1, ending == nil else { return try read(body) }
        var failure: CapturingError?
        let linkType = interfaces.list[0].linkType
        var number = packets
        do {
            _ = try taps[0].capture.read(limit: Self.stride) { record, bytes in
                number += 1
                do throws(CapturingError) {
                    return try body(Frame(number: number, record: record, linkType: linkType), bytes)
                } catch {
                    failure = error
                    return false
                }
            }
        } catch {
            throw .pcap(error)
        }
        let isRead = number > packets
        unattended += number - packets
        packets = number
        if let failure { throw failure }
        return isRead
    }

    /// Hands over the earliest packet that is at hand; once the capture has been told to stop, only such as came before.
    private mutating func read(_ body: Handler) throws(CapturingError) -> Bool {
        guard let (index, time) = try earliest() else { return false }
        if let ending, time > ending.last || ContinuousClock.now >= ending.deadline + Ending.patience {
            self.ending = Ending(last: ending.last, deadline: .now - Ending.patience)
            return false
        }
        var failure: CapturingError?
        let number = packets + 1
        let linkType = interfaces.list[index].linkType
        do {
            _ = try taps[index].capture.read { record, bytes in
                var record = record
                record.interface = index
                do throws(CapturingError) {
                    _ = try body(Frame(number: number, record: record, linkType: linkType), bytes)
                } catch {
                    failure = error
                }
            }
        } catch {
            throw .pcap(error)
        }
        packets = number
        unattended += 1
        if let failure { throw failure }
        return true
    }

    private func earliest() throws(CapturingError) -> (index: Int, time: Timestamp)? {
        var earliest: (index: Int, time: Timestamp)?
        for (index, tap) in taps.enumerated() {
            do throws(PcapFailure) {
                guard let time = try tap.capture.peek() else { continue }
                if earliest.map({ time < $0.time }) ?? true { earliest = (index, time) }
            } catch {
                throw .pcap(error)
            }
        }
        return earliest
    }
}

/// A capture that can be kept in an array.
private final class Tap {
    var capture: LiveCapture

    init(_ settings: LiveCapture.Settings) throws(PcapFailure) {
        capture = try LiveCapture(settings)
    }
}
