internal import Platform
package import Wire

/// The lines of hosts(5), as glibc reads them.
package struct HostsFile: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// From 1.
        package let line: Int
        package let address: IPAddress
        /// The canonical name, then its aliases.
        package let names: [String]
    }

    /// A line that was meant for a name or an address, and is none of its lines to glibc.
    package struct Unusable: Sendable, Equatable {
        package let line: Int
        package let reason: Reason

        package enum Reason: Sendable, Equatable {
            /// What stands where the address should is none to inet_pton(3).
            case badAddress(String)
            /// The name stands first, where the address should.
            case nameFirst
            /// The name has a dot at its end in one place and not in the other.
            case dot(String)
            /// A name with `*`, which glibc takes as it is.
            case wildcard(String)
        }
    }

    package let entries: [Entry]
    /// The words of lines that do not begin with an address.
    private let others: [(line: Int, words: [String])]

    package init(file text: String) {
        var entries: [Entry] = []
        var others: [(line: Int, words: [String])] = []
        for (number, line) in text.numberedLines {
            let words = line.words.map(String.init)
            guard words.count > 1 else { continue }
            if let address = IPAddress(words[0]) {
                entries.append(Entry(line: number, address: address, names: Array(words.dropFirst())))
            } else {
                others.append((number, words))
            }
        }
        self.entries = entries
        self.others = others
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.entries == right.entries && left.others.elementsEqual(right.others, by: ==)
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

    /// The lines that were meant for the name and do not count.
    package func unusable(for name: String) -> [Unusable] {
        let name = name.lowercased()
        let bare = name.withoutLastDot
        let misread = others.compactMap { line, words -> Unusable? in
            if words[0].lowercased().withoutLastDot == bare { return Unusable(line: line, reason: .nameFirst) }
            let isMeant = words.dropFirst().contains { $0.lowercased().withoutLastDot == bare }
            return isMeant ? Unusable(line: line, reason: .badAddress(words[0])) : nil
        }
        let misnamed = entries.compactMap { entry -> Unusable? in
            // There may be a million lines, of which few are worth a closer look.
            guard name != bare || entry.names.contains(where: { $0.hasSuffix(".") || $0.hasPrefix("*.") }) else {
                return nil
            }
            let names = entry.names.map { $0.lowercased() }
            guard !names.contains(name) else { return nil }
            if let index = names.firstIndex(where: { $0.withoutLastDot == bare }) {
                return Unusable(line: entry.line, reason: .dot(entry.names[index]))
            }
            let wildcard = names.firstIndex { $0.hasPrefix("*.") && bare.hasSuffix($0.dropFirst().withoutLastDot) }
            return wildcard.map { Unusable(line: entry.line, reason: .wildcard(entry.names[$0])) }
        }
        return (misread + misnamed).sorted { $0.line < $1.line }
    }

    /// The lines that were meant for the address and do not count.
    package func unusable(for address: IPAddress) -> [Unusable] {
        others.compactMap { line, words in
            words[0].addressesThatMayBeMeant.contains(address)
                ? Unusable(line: line, reason: .badAddress(words[0])) : nil
        }
    }
}

extension StringProtocol {
    fileprivate var withoutLastDot: String { String(hasSuffix(".") ? dropLast() : self[...]) }
}

extension String {
    /// What a reader may take the text for: without an interface, a prefix length or brackets; parts as decimal numbers, or as
    /// inet_aton(3) reads them.
    fileprivate var addressesThatMayBeMeant: [IPAddress] {
        let bare = String(drop { $0 == "[" }.prefix { $0 != "%" && $0 != "/" && $0 != "]" })
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        let decimal = parts.map { $0.map { "\($0)" } ?? "-" }.joined(separator: ".")
        return [IPAddress(bare), IPAddress(decimal), NumericForm(bare).map { IPAddress.v4($0.bits) }].compactMap { $0 }
    }
}
