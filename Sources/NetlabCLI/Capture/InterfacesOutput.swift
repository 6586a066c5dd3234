internal import Pcap
internal import Rendering
internal import Wire

/// The interfaces as a table, one JSON document, or a line each.
struct InterfacesOutput {
    let devices: [CaptureDevice]

    // MARK: Text

    func lines(_ style: Style) -> [String] {
        guard !devices.isEmpty else { return ["There is nothing to capture on."] }
        var table = Table([("name", .left), ("state", .left), ("kind", .left), ("address", .left), ("", .left)])
        for device in devices {
            // An address a row: there may be many, and they are long.
            let addresses = device.addresses.isEmpty ? [""] : device.addresses.map(\.text)
            for (index, address) in addresses.enumerated() {
                table.add(
                    index > 0
                        ? ["", "", "", address, ""]
                        : [
                            VisibleText.escaped(device.name), device.state, device.kind, address,
                            VisibleText.escaped(device.description ?? ""),
                        ]
                )
            }
        }
        return table.lines(style: style)
    }

    // MARK: JSON

    var document: [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", CaptureOutput.schemaVersion)
            $0.member("interfaces", array: devices) { json, device in json.object { Self.members(&$0, device) } }
        }
        json.newline()
        return json.bytes
    }

    var events: [UInt8] {
        JSONWriter.line("start") { $0.member("schemaVersion", CaptureOutput.schemaVersion) }
            + devices.flatMap { device in JSONWriter.line("interface") { Self.members(&$0, device) } }
            + JSONWriter.line("summary") { $0.member("interfaces", devices.count) }
    }

    private static func members(_ json: inout JSONWriter, _ device: CaptureDevice) {
        json.member("name", device.name)
        json.member("description", device.description)
        json.member("up", device.isUp)
        json.member("loopback", device.isLoopback)
        json.member("wireless", device.isWireless)
        switch device.connection {
        case .connected: json.member("connected", true)
        case .disconnected: json.member("connected", false)
        case .unknown, .notApplicable: json.unknown("connected")
        }
        json.member("addresses", array: device.addresses) { json, address in
            json.object {
                $0.member("address", address.address.description)
                $0.member("prefixLength", address.prefixLength)
            }
        }
    }
}

extension CaptureDevice {
    fileprivate var state: String {
        guard isUp else { return "down" }
        return connection == .disconnected ? "up, no link" : "up"
    }

    fileprivate var kind: String {
        isLoopback ? "loopback" : isWireless ? "wireless" : ""
    }
}

extension CaptureDevice.Address {
    fileprivate var text: String { address.description + (prefixLength.map { "/\($0)" } ?? "") }
}
