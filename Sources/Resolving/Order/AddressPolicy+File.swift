internal import Platform
internal import Wire

extension AddressPolicy {
    /// The lines of gai.conf(5) that count, over what glibc has built in.
    ///
    /// One line of a kind replaces that kind's whole table, but for the prefix of length 0, which keeps its value.
    package init(file text: String) {
        var lines: [String: [PolicyTable.Row]] = [:]
        for (_, line) in text.numberedLines {
            let words = line.words
            guard words.count >= 3 else { continue }
            let keyword = String(words[0])
            if let row = PolicyTable.Row(prefix: words[1], value: words[2], ofScope: keyword == "scopev4") {
                lines[keyword, default: []].append(row)
            }
        }
        self = .glibc
        if let rows = lines["label"] { labels = PolicyTable(rows, otherwise: 1) }
        if let rows = lines["precedence"] { precedences = PolicyTable(rows, otherwise: 40) }
        if let rows = lines["scopev4"] { scopes = PolicyTable(rows, otherwise: Scope.global) }
    }
}

extension PolicyTable.Row {
    /// `2002::/16` and `30`; for a scope also `169.254.0.0/16`, and nothing but IPv4 or what is mapped from it.
    fileprivate init?(prefix: Substring, value: Substring, ofScope isScope: Bool) {
        let parts = prefix.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])), let value = Int32(value), value >= 0 else { return nil }
        let isFour = if case .v4 = address { true } else { false }
        guard isScope ? isFour || address.mapped >> 32 == 0xffff : !isFour else { return nil }
        let width = isFour ? 32 : 128
        guard let length = parts.count > 1 ? Int(parts[1]) : width, (0...width).contains(length) else { return nil }
        let whole = isFour ? length + 96 : length
        guard !isScope || whole >= 96 else { return nil }
        self.init(prefix: IPv6Address(address.mapped), length: whole, value: Int(value))
    }
}
