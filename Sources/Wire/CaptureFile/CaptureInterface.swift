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

    package init(
        linkType: Int,
        snapLength: Int,
        name: String? = nil,
        resolution: TimestampResolution,
        secondsOffset: Int64 = 0
    ) {
        self.linkType = linkType
        self.snapLength = snapLength
        self.name = name
        self.resolution = resolution
        self.secondsOffset = secondsOffset
    }

    /// The instant that a count of ticks since 1970 stands for.
    func timestamp(ticks: UInt64) -> Timestamp {
        Timestamp(seconds: secondsOffset, nanoseconds: resolution.nanoseconds(ticks: ticks))
    }
}
