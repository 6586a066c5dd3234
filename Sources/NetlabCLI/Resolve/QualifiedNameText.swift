internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

extension QualifiedName {
    /// The steps, each with what it gave.
    var lines: [String] {
        var table = TextColumns()
        table.add(["1", "gethostname", VisibleText.escaped(host)])
        switch address {
        case .success(let address): table.add(["2", "its first address", "\(address)"])
        case .failure(let failure):
            table.add(["2", "its first address", "none: \(failure.reason) (\(failure.codeName))"])
        }
        switch entry {
        case .success(let entry)?:
            let names = ([entry.name] + entry.aliases).map { VisibleText.escaped($0) }
            table.add(["3", "that address's names", names.joined(separator: ", ")])
        case .failure(let failure)?:
            table.add(["3", "that address's names", "none: \(failure.reason) (\(failure.codeName))"])
        case nil: break
        }
        table.add(["=", "getfqdn", VisibleText.escaped(name) + "  (\(reason))"])
        return table.lines
    }

    /// Why it is this name.
    private var reason: String {
        if (try? entry?.get()) == nil { return "the name itself, for want of another" }
        return name.contains(".") ? "the first with a dot" : "none has a dot: the first"
    }

    func members(_ json: inout JSONWriter) {
        json.member("name", name)
        json.member("hostName", host)
        json.member("firstAddress", (try? address.get())?.description)
        json.member("officialName", (try? entry?.get())?.name)
        json.member("aliases", strings: (try? entry?.get())?.aliases ?? [])
        for case .failure(let failure)? in [address.map { _ in () }, entry?.map { _ in () }] {
            json.errorMember(failure)
        }
    }
}
