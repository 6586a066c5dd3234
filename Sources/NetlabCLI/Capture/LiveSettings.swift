internal import Capturing
internal import Pcap
internal import Platform

/// What the options ask of a live capture.
extension LiveOptions {
    /// Enough for the headers of a TCP packet with all options.
    private static let headerBytes = 256
    /// How long the kernel may hold packets back, and how often a waiting capture shows its progress.
    private static let hold = Duration.milliseconds(100)
    /// The same in a ring of fewer blocks than the usual one's eight: see DECISIONS.md.
    private static let holdInSmallRing = Duration.seconds(1)
    private static let usualRing = 2 << 20
    private static let patience = Duration.milliseconds(500)
    /// In immediate mode each packet takes as much of the kernel's buffer as the largest could: room for some 500 of them.
    private static let immediateRing = 32 << 20

    /// A capture for each interface.
    func captures(filter: String, keepsPayload: Bool) -> [LiveCapture.Settings] {
        let snapLength = snapLength ?? (keepsPayload ? Self.wholePacket : Self.headerBytes)
        let ring = bufferSize.map { $0 << 10 } ?? (immediate ? Self.immediateRing : Self.usualRing)
        // Immediate mode has no blocks.
        let hold = ring < Self.usualRing && !immediate ? Self.holdInSmallRing : Self.hold
        return interface.map { name in
            var settings = LiveCapture.Settings(
                interface: name,
                snapLength: snapLength,
                ringBytes: ring,
                holdMilliseconds: Int(hold.nanoseconds / 1_000_000),
                filter: filter
            )
            settings.isPromiscuous = !noPromiscuous
            settings.isImmediate = immediate
            settings.timestampType = timeStampType
            return settings
        }
    }

    func settings(output: ByteFile?) -> LiveSource.Settings {
        LiveSource.Settings(patience: Self.patience, duration: duration, output: output)
    }
}
