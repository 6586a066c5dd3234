/// What is known of few streams: apart from them, so that the others need no room for it.
struct RareFacts: Sendable {
    /// How long an end has advertised a window of 0.
    struct ClosedWindow: Sendable {
        private var nanoseconds: Int64 = 0
        /// Since the stream's first packet; nil while the window is open.
        private var since: Int64?

        var isClosed: Bool { since != nil }

        mutating func close(at elapsed: Int64) {
            since = since ?? elapsed
        }

        mutating func open(at elapsed: Int64) {
            nanoseconds = total(at: elapsed)
            since = nil
        }

        /// Until then, where the window is still closed.
        func total(at elapsed: Int64) -> Int64 {
            guard let since, since < elapsed else { return nanoseconds }
            return Int64(clamping: Int128(nanoseconds) + Int128(elapsed) - Int128(since))
        }
    }

    var reset: Reset?
    var clientWindow = ClosedWindow()
    var serverWindow = ClosedWindow()
    var icmpErrors = ICMPErrors()
}
