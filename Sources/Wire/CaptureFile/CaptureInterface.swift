/// Where packets of a capture file were captured, and how the file writes their times.
package struct CaptureInterface: Hashable, Sendable {
    /// The `LINKTYPE_` number of its frames.
    package var linkType: Int

    /// The most bytes that were to be kept of a packet; 0 is no limit.
    package var snapLength: Int

    /// Only pcapng names interfaces, and not always.
    package var name: String?
    package var resolution: TimestampResolution

    /// Seconds to add to every time of the file.
    package var secondsOffset: Int64

    /// That of the file, or of its section: what BSD's loopback packets begin with is written in it.
    package var order: ByteOrder

    package init(
        linkType: Int,
        snapLength: Int,
        name: String? = nil,
        resolution: TimestampResolution,
        secondsOffset: Int64 = 0,
        order: ByteOrder = .littleEndian
    ) {
        self.linkType = linkType
        self.snapLength = snapLength
        self.name = name
        self.resolution = resolution
        self.secondsOffset = secondsOffset
        self.order = order
    }

    /// The instant that a count of ticks since 1970 stands for, and whether it is that and not cut or clamped.
    func timestamp(ticks: UInt64) -> (time: Timestamp, isExact: Bool) {
        let (nanoseconds, isExact) = resolution.nanoseconds(ticks: ticks)
        let time = Timestamp(seconds: secondsOffset, nanoseconds: nanoseconds)
        return (time, isExact && time.nanoseconds != .min && time.nanoseconds != .max)
    }
}
