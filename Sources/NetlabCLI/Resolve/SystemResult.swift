internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// What the system's resolver said of one item: the published shape, and the text.
struct SystemResult: LinedResult {
    let input: String
    let outcome: LookupPool.Outcome<Answer>

    enum Answer: Sendable {
        case host(String, HostLookup)
        case address(SocketAddress, AddressLookup)
        case failed(LookupFailure)
        case badName(LookupTarget.Fault)
    }

    private var answer: Answer? { outcome.answer }
    private var duration: String { Quantity.duration(nanoseconds: outcome.duration.nanoseconds) }

    var status: ExitStatus {
        switch answer {
        case .host, .address: .success
        case .failed(let failure): failure.status
        case .badName: .usage
        case nil: .timedOut
        }
    }

    // MARK: Text

    func text(_ style: Style) -> [String] {
        let name = style.text(heading, .bold)
        switch answer {
        case .host(_, let lookup):
            return ["\(name)  " + summary(lookup.addresses.count, "address", "addresses", style)] + lines(lookup, style)
        case .address(_, let lookup):
            return ["\(name)  " + summary(lookup.names.count, "name", "names", style)] + lines(lookup, style)
        case .failed, .badName, nil:
            return [complaint ?? ""]
        }
    }

    /// What was typed, and behind it the name both ways where it is beyond ASCII.
    private var heading: String {
        guard case .host(let name, _) = answer, let unicode = unicode(name) else { return VisibleText.escaped(input) }
        let other = input.hasPrefix(name) ? unicode : name
        return "\(VisibleText.escaped(input)) (\(VisibleText.escaped(other)))"
    }

    /// The name as people write it, where it stands for one beyond ASCII.
    private func unicode(_ name: String) -> String? {
        guard let text = (try? DNSName(name))?.unicode else { return nil }
        return name.hasSuffix(".") ? text : String(text.dropLast())
    }

    private func bothWays(_ name: String) -> String {
        VisibleText.escaped(name) + (unicode(name).map { " (\(VisibleText.escaped($0)))" } ?? "")
    }

    private func summary(_ count: Int, _ singular: String, _ plural: String, _ style: Style) -> String {
        style.text("(\(Quantity.counted(count, singular, plural: plural)), \(duration))", .faint)
    }

    private func lines(_ lookup: HostLookup, _ style: Style) -> [String] {
        var table = TextColumns()
        for address in lookup.addresses {
            table.add([shown(address), address.address.familyName, AddressScope(address.address).text])
        }
        var names: [String] = []
        if let name = lookup.canonicalName { names.append("  canonical name  \(bothWays(name))") }
        if !lookup.aliases.isEmpty {
            names.append("  aliases         \(lookup.aliases.map { VisibleText.escaped($0) }.joined(separator: ", "))")
        }
        return table.lines + names + notes.map { "  note: \($0)" }
    }

    private func lines(_ lookup: AddressLookup, _ style: Style) -> [String] {
        var table = TextColumns()
        for name in lookup.names {
            table.add([VisibleText.escaped(name.name), name.confirmation.text])
        }
        return table.lines + notes.map { "  note: \($0)" }
    }

    /// An address, with the port where one was asked for.
    private func shown(_ address: SocketAddress) -> String {
        address.port == 0 ? address.hostText : address.text
    }

    var short: [String] {
        switch answer {
        case .host(_, let lookup): lookup.addresses.map(shown)
        case .address(_, let lookup): lookup.names.map { VisibleText.escaped($0.name) }
        default: []
        }
    }

    var complaint: String? {
        let input = VisibleText.escaped(input)
        return switch answer {
        case .host, .address: nil
        case .failed(let failure):
            "\(input): \(failure.kindText): \(failure.reason) (\(failure.codeName)), \(duration)"
        case .badName(let fault): "\(input.isEmpty ? "''" : input): \(fault.text)"
        case nil: "\(input): no answer within \(duration)"
        }
    }

    var facts: [String] {
        switch answer {
        case .host(_, let lookup):
            lookup.addresses.map(shown)
                + (lookup.canonicalName.map { ["canonical name " + VisibleText.escaped($0)] } ?? [])
        case .address(_, let lookup): lookup.names.map { "\(VisibleText.escaped($0.name))  \($0.confirmation.text)" }
        case .failed(let failure): ["\(failure.kindText): \(failure.reason) (\(failure.codeName))"]
        case .badName(let fault): [fault.text]
        case nil: ["no answer in time"]
        }
    }

    private var notes: [String] {
        switch answer {
        case .host(let name, _): NumericForm(name).map { [$0.text] } ?? []
        case .address(let address, let lookup) where lookup.address != address.address:
            ["the IPv4 address in it was looked up: \(lookup.address)"]
        default: []
        }
    }

    // MARK: JSON

    func members(_ json: inout JSONWriter) {
        json.member("outcome", outcomeName)
        json.member("durationMicroseconds", outcome.duration.nanoseconds / 1000)
        switch answer {
        case .host(let name, let lookup):
            json.member("name", name)
            json.member("unicodeName", unicode(name))
            json.member("canonicalName", lookup.canonicalName)
            json.member("aliases", strings: lookup.aliases)
            json.member("addresses", array: lookup.addresses) { json, address in
                json.object { $0.addressMembers(address) }
            }
            json.member("notes", strings: notes)
        case .address(let address, let lookup):
            json.addressMembers(address)
            json.member("names", array: lookup.names) { json, name in
                json.object {
                    $0.member("name", name.name)
                    name.confirmation.members(&$0)
                }
            }
            json.member("notes", strings: notes)
        case .failed(let failure):
            json.errorMember(failure)
        case .badName(let fault):
            json.member("reason", fault.text)
        case nil: break
        }
    }

    private var outcomeName: String {
        switch answer {
        case .host, .address: "found"
        case .failed(let failure): failure.outcomeName
        case .badName: "illegalName"
        case nil: "timedOut"
        }
    }
}

extension AddressLookup.Confirmation {
    fileprivate var text: String {
        switch self {
        case .confirmed: "confirmed: it has this address"
        case .mismatch(let addresses):
            "not confirmed: it has \(addresses.map(\.description).joined(separator: ", "))"
        case .failed(let failure): "not confirmed: \(failure.reason) (\(failure.codeName))"
        }
    }

    fileprivate func members(_ json: inout JSONWriter) {
        switch self {
        case .confirmed:
            json.member("confirmed", true)
        case .mismatch(let addresses):
            json.member("confirmed", false)
            json.member("addresses", strings: addresses.map(\.description))
        case .failed(let failure):
            // Whether it would be confirmed is not known where the resolver could not be asked.
            if failure.isTemporary { json.unknown("confirmed") } else { json.member("confirmed", false) }
            json.member("code", failure.codeName)
        }
    }
}
