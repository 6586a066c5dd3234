internal import Wire

extension ResolverConfiguration {
    /// Reads `text` as glibc 2.36 reads /etc/resolv.conf; a file that is not there is one without lines.
    ///
    /// - Parameters:
    ///   - localDomain: LOCALDOMAIN, which replaces the search list.
    ///   - resolverOptions: RES_OPTIONS, which is read behind the file's options.
    ///   - interfaceNumber: What the scope of an address stands for.
    package init(
        _ text: String,
        localDomain: String? = nil,
        resolverOptions: String? = nil,
        hostName: String = "",
        interfaceNumber: (String) -> UInt32? = { _ in nil }
    ) {
        let domain = hostName.drop { $0 != "." }.dropFirst()
        servers = []
        search = Sourced(domain.isEmpty ? [] : [String(domain)], .hostName)
        // By scalars: to a String "\r\n" is one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            read(Substring(line), .line(index + 1), interfaceNumber)
        }
        if let localDomain {
            setSearch(Self.words(localDomain.prefix { $0 != "\n" }), .environment("LOCALDOMAIN"))
        }
        if let resolverOptions { readOptions(Self.words(resolverOptions), .environment("RES_OPTIONS")) }
        if servers.isEmpty {
            servers = [Sourced(SocketAddress(address: .loopback4, port: DNSPolicy.port), .builtIn)]
        }
    }

    private mutating func read(_ line: Substring, _ source: Source, _ interfaceNumber: (String) -> UInt32?) {
        guard let first = line.first, first != "#", first != ";" else { return }
        // A keyword stands at the front of its line, or is none.
        let keyword = line.prefix { $0 != " " && $0 != "\t" }
        let words = Self.words(line.dropFirst(keyword.count))
        guard ["nameserver", "domain", "search", "options", "sortlist"].contains(keyword) else {
            if let word = Self.words(line).first { ignore(.unknownKeyword(word), source) }
            return
        }
        guard let word = words.first else { return ignore(.missingValue(keyword: String(keyword)), source) }
        switch keyword {
        case "nameserver": readServer(word, source, interfaceNumber)
        case "domain": setSearch([word], source)
        case "search": setSearch(words, source)
        case "options": readOptions(words, source)
        default: ignore(.sortList(words.joined(separator: " ")), source)
        }
    }

    private mutating func readServer(_ word: String, _ source: Source, _ interfaceNumber: (String) -> UInt32?) {
        let parts = word.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = IPAddress(parts[0]) ?? NumericForm(parts[0]).map({ .v4($0.bits) }) else {
            return ignore(.notAnAddress(word), source)
        }
        let scope = parts.count > 1 ? UInt32(parts[1]) ?? interfaceNumber(parts[1]) ?? 0 : 0
        let server = SocketAddress(address: address, port: DNSPolicy.port, scope: scope)
        if servers.count < Self.maximumServers {
            servers.append(Sourced(server, source))
        } else {
            ignore(.serverBeyondLimit(server), source)
        }
    }

    private mutating func setSearch(_ domains: [String], _ source: Source) {
        if search.source != .hostName { ignore(.replacedSearch(search.value), search.source) }
        search = Sourced(domains, source)
    }

    // MARK: Options

    private static let limits: [(name: String, limit: Int)] = [("ndots", 15), ("timeout", 30), ("attempts", 5)]

    /// glibc compares their length only, so that one that begins with another stands before it.
    private static let flags = [
        "single-request-reopen", "single-request", "no-tld-query", "no_tld_query", "no-reload", "no-aaaa", "rotate",
        "edns0", "use-vc", "trust-ad", "inet6", "debug", "ip6-bytestring", "ip6-dotint", "no-ip6-dotint",
    ]

    private mutating func readOptions(_ words: [String], _ source: Source) {
        for (index, word) in words.enumerated() {
            if let (name, limit) = Self.limits.first(where: { word.hasPrefix($0.name + ":") }) {
                // atoi(3) reads on behind blanks, and the number is then an unknown option too.
                let text = word.dropFirst(name.count + 1)
                let given = Self.leadingNumber(text.isEmpty ? words.dropFirst(index + 1).first?[...] ?? "" : text)
                let option = Option(name, min(given, limit))
                options.append(Sourced(option, source))
                if given > limit { ignore(.valueBeyondLimit(option, given: given), source) }
            } else if let flag = Self.flags.first(where: { word.hasPrefix($0) }) {
                let name = flag == "no_tld_query" ? "no-tld-query" : flag
                options.append(Sourced(Option(name), source))
            } else {
                ignore(.unknownOption(word), source)
            }
        }
    }

    /// What atoi(3) makes of a text: the number at its front, or 0.
    private static func leadingNumber(_ text: Substring) -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? 0 : Int(digits) ?? .max
    }

    // MARK: -

    private static func words(_ text: some StringProtocol) -> [String] {
        text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { String($0) }
    }

    private mutating func ignore(_ what: Ignored, _ source: Source) {
        ignored.append(Sourced(what, source))
    }
}
