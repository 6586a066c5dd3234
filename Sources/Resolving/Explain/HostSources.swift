package import Platform

/// Where host names are looked up, one source after the other: the `hosts:` line of nsswitch.conf(5).
package struct HostSources: Sendable, Equatable {
    package struct Source: Sendable, Equatable {
        /// The module's name: `files` is in `libnss_files.so.2`.
        package let name: String
        /// What follows each status; statuses that are not in here are followed by the next source.
        package var actions: [NameSource.Status: Action] = [.success: .end]

        package init(_ name: String) { self.name = name }

        package func action(after status: NameSource.Status) -> Action { actions[status] ?? .goOn }
    }

    package enum Action: Sendable, Equatable {
        /// `return`: the walk ends here.
        case end
        /// `continue`: the next source is asked.
        case goOn
        /// `merge`: the next source is asked, and adds to what was found; made for groups.
        case merge
    }

    package let sources: [Source]
    /// The line's number in the file, from 1; nil where the file has none, and glibc's default holds.
    package let line: Int?
    /// glibc cannot read the line, and finds no host at all.
    package let isMalformed: Bool

    /// Reads the last `hosts:` line of the file.
    package init(file text: String) {
        var found: (number: Int, sources: [Source]?)?
        for (number, line) in text.numberedLines {
            let trimmed = line.drop(while: \.isWhitespace)
            let keyword = trimmed.prefix { !$0.isWhitespace && $0 != ":" }
            let rest = trimmed[keyword.endIndex...].drop { $0.isWhitespace || $0 == ":" }
            if keyword == "hosts", keyword.endIndex < trimmed.endIndex { found = (number, Self.parse(rest)) }
        }
        line = found?.number
        sources = found.map { $0.sources ?? [] } ?? Self.builtIn
        isMalformed = found.map { $0.sources == nil } ?? false
    }

    /// `files dns`: what glibc takes where the file says nothing.
    private static let builtIn = [Source("files"), Source("dns")]

    /// The sources of a line; nil where something in brackets is no `STATUS=action`.
    private static func parse(_ line: Substring) -> [Source]? {
        var rest = line.drop(while: \.isWhitespace)
        var sources: [Source] = []
        while !rest.isEmpty, rest.first != "[" {
            let name = rest.prefix { !$0.isWhitespace && $0 != "[" }
            var source = Source(String(name))
            rest = rest[name.endIndex...].drop(while: \.isWhitespace)
            if rest.first == "[" {
                let inner = rest.dropFirst().prefix { $0 != "]" }
                guard inner.endIndex < rest.endIndex, source.read(inner) else { return nil }
                rest = rest[inner.endIndex...].dropFirst().drop(while: \.isWhitespace)
            }
            sources.append(source)
        }
        return sources
    }
}

extension HostSources.Source {
    /// Reads `!UNAVAIL=return SUCCESS=merge`; false where it cannot.
    fileprivate mutating func read(_ items: Substring) -> Bool {
        var rest = items.drop(while: \.isWhitespace)
        repeat {
            let isNegated = rest.first == "!"
            if isNegated { rest = rest.dropFirst() }
            let statusName = rest.prefix { !$0.isWhitespace && $0 != "=" }
            rest = rest[statusName.endIndex...].drop(while: \.isWhitespace)
            guard let status = Self.statuses[statusName.lowercased()], rest.first == "=" else { return false }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let actionName = rest.prefix { !$0.isWhitespace && $0 != "=" }
            guard let action = Self.actionNames[actionName.lowercased()] else { return false }
            rest = rest[actionName.endIndex...].drop(while: \.isWhitespace)
            if isNegated {
                let kept = self.action(after: status)
                for other in NameSource.Status.allCases { actions[other] = action }
                actions[status] = kept
            } else {
                actions[status] = action
            }
        } while !rest.isEmpty
        return true
    }

    private static let statuses: [String: NameSource.Status] = [
        "success": .success, "notfound": .notFound, "unavail": .unavailable, "tryagain": .tryAgain,
    ]

    private static let actionNames: [String: HostSources.Action] = [
        "return": .end, "continue": .goOn, "merge": .merge,
    ]
}
