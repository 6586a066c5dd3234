internal import CPlatform

/// What the kernel knows of a TCP connection (tcp(7), TCP_INFO).
package struct TCPInformation: Sendable, Equatable {
    /// Smoothed round trip, in microseconds.
    package let roundTripMicroseconds: Int
    /// Its mean deviation, in microseconds.
    package let roundTripVarianceMicroseconds: Int
    /// The largest segment that this end sends, in bytes of payload.
    package let sendMSS: Int
    /// In segments.
    package let congestionWindow: Int
    package let retransmissions: Int
    /// The latest measured, in bytes a second; 0 where nothing was delivered yet.
    package let deliveryRate: Int64

    init?(of descriptor: Int32) {
        var raw = netlab_tcp_info()
        guard unsafe netlab_tcp_info(descriptor, &raw) == 0 else { return nil }
        roundTripMicroseconds = Int(raw.rtt_microseconds)
        roundTripVarianceMicroseconds = Int(raw.rtt_variance_microseconds)
        sendMSS = Int(raw.send_mss)
        congestionWindow = Int(raw.congestion_window)
        retransmissions = Int(raw.total_retransmissions)
        deliveryRate = Int64(clamping: raw.delivery_rate)
    }
}
