package import Wire

/// The lines of hosts(5) that say something.
package struct HostsFile: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// From 1.
        package let line: Int
        package let address: IPAddress
        /// The canonical name, then its aliases.
        package let names: [String]
    }

    package let entries: [Entry]

    package init(file text: String) {
        entries = text.numberedLines.compactMap { number, line in
            let words = line.words.map(String.init)
            guard words.count > 1, let first = words.first, let address = IPAddress(first.zoneless) else { return nil }
            return Entry(line: number, address: address, names: Array(words.dropFirst()))
        }
    }

    /// The entries of a name, of whatever case.
    package func entries(of name: String) -> [Entry] {
        let name = name.lowercased()
        return entries.filter { $0.names.contains { $0.lowercased() == name } }
    }

    /// The entries of an address, also of one that is mapped into IPv6.
    package func entries(of address: IPAddress) -> [Entry] {
        entries.filter { $0.address.mapped == address.mapped }
    }
}

extension String {
    /// Without the interface of a link-local address.
    fileprivate var zoneless: String { String(prefix { $0 != "%" }) }
}
