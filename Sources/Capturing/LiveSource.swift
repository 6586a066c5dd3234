package import Pcap
package import Platform

/// The packets of a network interface as they come.
package struct LiveSource: PacketSource, ~Copyable {
    private var capture: LiveCapture
    private let stop: StopSignals?
    /// The longest that `next` waits before it says that nothing has come.
    private let patience: Duration
    private var isStopping = false
    private var packets = 0

    /// The capture runs from here on, whether or not it is read.
    ///
    /// A signal among `stop` ends it.
    package init(
        _ settings: LiveCapture.Settings,
        stop: consuming StopSignals? = nil,
        patience: Duration
    ) throws(CapturingError) {
        do { capture = try LiveCapture(settings) } catch { throw .pcap(error) }
        self.stop = stop
        self.patience = patience
    }

    package var statistics: LiveCapture.Statistics? { capture.statistics() }

    package var linkType: Int { capture.linkType }

    package mutating func next(_ body: Handler) throws(CapturingError) -> SourceState {
        if try read(body) { return .packets }
        // What the ring held when the signal came has been read.
        if isStopping { return .finished }
        do {
            isStopping = try Readiness.wait(for: capture.descriptor, or: stop, timeout: patience)
        } catch {
            throw .system(error)
        }
        return try read(body) ? .packets : .idle
    }

    private mutating func read(_ body: Handler) throws(CapturingError) -> Bool {
        var failure: CapturingError?
        let isRead: Bool
        let number = packets + 1
        let linkType = capture.linkType
        do {
            isRead = try capture.read { record, bytes in
                do throws(CapturingError) {
                    _ = try body(Frame(number: number, record: record, linkType: linkType), bytes)
                } catch {
                    failure = error
                }
            }
        } catch {
            throw .pcap(error)
        }
        if let failure { throw failure }
        if isRead { packets = number }
        return isRead
    }
}
