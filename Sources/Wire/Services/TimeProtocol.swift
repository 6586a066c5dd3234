/// The four bytes of the time protocol (RFC 868): seconds since 1900-01-01T00:00:00Z, most significant byte first.
///
/// They begin again with 0 at 2036-02-07T06:28:16Z.
package enum TimeProtocol {
    /// From 1900 to 1970.
    package static let secondsBeforeEpoch: Int64 = 2_208_988_800

    package static func bytes(at time: Timestamp) -> [UInt8] {
        let seconds = time.nanoseconds.flooredDivision(by: Timestamp.nanosecondsPerSecond).quotient + secondsBeforeEpoch
        let wrapped = UInt32(truncatingIfNeeded: seconds)
        return (0..<4).map { UInt8(truncatingIfNeeded: wrapped >> (24 - 8 * $0)) }
    }

    /// The time that four bytes mean, of those that they could mean the nearest to `now`; nil for another number of bytes.
    package static func time(_ bytes: some Collection<UInt8>, near now: Timestamp) -> Timestamp? {
        guard bytes.count == 4 else { return nil }
        let value = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let seconds = now.nanoseconds.flooredDivision(by: Timestamp.nanosecondsPerSecond).quotient
        let here = UInt32(truncatingIfNeeded: seconds + secondsBeforeEpoch)
        return Timestamp(seconds: seconds + Int64(Int32(bitPattern: value &- here)), nanoseconds: 0)
    }
}
