/// One packet of a capture file: everything but its bytes.
package struct PacketRecord: Hashable, Sendable {
    /// When it was captured; nil where the file does not say (pcapng's Simple Packet Block).
    package var time: Timestamp?

    /// Whether `time` is what the file says, and not that cut to nanoseconds or to what `Timestamp` holds.
    package var isTimeExact: Bool

    /// How many of its bytes the file holds.
    package var capturedLength: Int

    /// How many it had on the wire, by the file.
    package var originalLength: Int

    /// Index into the decoder's `interfaces`.
    package var interface: Int

    /// Where its bytes begin, from the start of the buffer that was handed in.
    package var offset: Int

    package init(
        time: Timestamp?,
        isTimeExact: Bool = true,
        capturedLength: Int,
        originalLength: Int,
        interface: Int,
        offset: Int
    ) {
        self.time = time
        self.isTimeExact = isTimeExact
        self.capturedLength = capturedLength
        self.originalLength = originalLength
        self.interface = interface
        self.offset = offset
    }
}
