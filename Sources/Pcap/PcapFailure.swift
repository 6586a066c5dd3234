internal import CPcap

/// Why libpcap would not do it.
///
/// Messages are libpcap's own words.
package enum PcapFailure: Error, Equatable, CustomStringConvertible {
    case noSuchInterface(String)
    case notPermitted(interface: String)
    case interfaceDown(String)
    /// The filter expression does not compile for this link type; `place` is where it goes wrong, where that was found.
    case badFilter(expression: String, message: String, place: String?)
    /// The interface cannot stamp packets so (pcap-tstamp(7)); `available` is how it can.
    case noSuchTimestampType(String, interface: String, available: [String])
    case failed(String)
    /// libpcap itself cannot be loaded.
    case noLibrary(String)

    package var description: String {
        switch self {
        case .noSuchInterface(let name): "no such interface: '\(name)'"
        case .notPermitted(let name): "no permission to capture on '\(name)'"
        case .interfaceDown(let name): "interface '\(name)' is down"
        case .badFilter(let expression, let message, let place):
            "cannot compile the filter '\(expression)': \(message)" + (place.map { " at \($0)" } ?? "")
        case .noSuchTimestampType(let name, let interface, let available):
            "'\(interface)' has no time stamps of type '\(name)', only \(available.joined(separator: ", "))"
        case .failed(let message): message
        case .noLibrary(let message): "cannot load libpcap: \(message)"
        }
    }

    /// Loads libpcap, before the first of its functions is called.
    static func requireLibrary() throws(PcapFailure) {
        if let message = unsafe netlab_load_pcap() { throw .noLibrary(unsafe String(cString: message)) }
    }
}
