internal import Wire

extension Probe {
    /// Connects and closes.
    package static let connect = Probe(name: "connect", transports: [.tcp, .unix], converse: nil)
}
