package import Capturing
package import Probing
package import Serving
package import Streams

/// What an experiment showed, from all three sides.
package struct LabReport: Sendable {
    /// Settings of the kernel that shape a delivery; nil where it does not tell.
    package struct Settings: Sendable, Equatable {
        package let mtu: Int
        package let offload: Bool
        package let congestionControl: String?
        /// Smallest, initial and largest size in bytes, as the kernel writes them.
        package let receiveBuffers: String?
        package let sendBuffers: String?
    }

    package let capture: CaptureReport
    package let client: RepeatReport
    package let server: Served
    package let records: [CallRecord]
    package let settings: Settings
}
