internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// This host, whatever the items: what it is called, and its addresses.
struct HostView: ResolveView {
    let pool: LookupPool

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        let addresses: [InterfaceAddress]
        do {
            // The kernel lists them a family at a time.
            let all = try InterfaceAddress.all()
            let interfaces = all.map(\.interface)
            addresses = all.sorted {
                interfaces.firstIndex(of: $0.interface) ?? 0 < interfaces.firstIndex(of: $1.interface) ?? 0
            }
        } catch {
            throw CommandFailure(error)
        }
        try pool.run([Process.hostName]) {
            QualifiedName($0)
        } _: { _, outcome in
            printer.add("", HostResult(outcome: outcome, addresses: addresses))
        }
    }
}

/// What this host is called, step by step, and the addresses of its interfaces.
struct HostResult: LinedResult {
    let outcome: LookupPool.Outcome<QualifiedName>
    let addresses: [InterfaceAddress]

    var status: ExitStatus { outcome.answer == nil ? .timedOut : .success }

    func text(_ style: Style) -> [String] {
        guard let name = outcome.answer else { return [] }
        var table = TextColumns()
        var last = ""
        for address in addresses {
            table.add([
                address.interface == last ? "" : VisibleText.escaped(address.interface), address.text,
                address.address.address.familyName, AddressScope(address.address.address).text,
            ])
            last = address.interface
        }
        let duration = Quantity.duration(nanoseconds: outcome.duration.nanoseconds)
        return [
            style.text(VisibleText.escaped(name.name), .bold) + "  " + style.text("(this host, \(duration))", .faint)
        ]
            + name.lines + table.lines
    }

    /// The qualified name alone.
    var short: [String] { outcome.answer.map { [VisibleText.escaped($0.name)] } ?? [] }

    var complaint: String? {
        outcome.answer == nil
            ? "this host's name was not looked up within \(Quantity.duration(nanoseconds: outcome.duration.nanoseconds))"
            : nil
    }

    var facts: [String] {
        ["host name " + (outcome.answer.map { VisibleText.escaped($0.name) } ?? "unknown")]
            + addresses.map { "\(VisibleText.escaped($0.interface)) \($0.text)" }
    }

    func members(_ json: inout JSONWriter) {
        json.member("outcome", outcome.answer == nil ? "timedOut" : "found")
        json.member("durationMicroseconds", outcome.duration.nanoseconds / 1000)
        outcome.answer?.members(&json)
        json.member("interfaceAddresses", array: addresses) { json, address in
            json.object {
                $0.addressMembers(address.address, interface: address.interface)
                $0.member("prefixLength", address.prefixLength)
            }
        }
    }
}

extension InterfaceAddress {
    fileprivate var text: String { address.address.description + (prefixLength.map { "/\($0)" } ?? "") }
}
