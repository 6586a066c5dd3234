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
    /// A hosts line that does not count, because the file ends in it.
    package let unendedLine: Int?

    /// The line is there and has no source.
    package var isEmpty: Bool { sources.isEmpty && !isMalformed }

    /// Reads the `hosts:` line of the file.
    package init(file text: String) {
        let file = NameSwitch(text)
        let found = file.line(of: "hosts")
        let parsed = found.map { Self.parse($0.text) }
        line = found?.number
        sources = parsed.map { $0 ?? [] } ?? Self.builtIn
        isMalformed = parsed.map { $0 == nil } ?? false
        unendedLine = file.unendedLine(of: "hosts")
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
