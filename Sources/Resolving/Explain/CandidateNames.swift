internal import Platform

/// The names that the dns source asks for, in their order, as glibc makes them of the name that was given (resolv.conf(5)).
package struct CandidateNames: Sendable, Equatable {
    package enum Origin: Sendable, Equatable {
        /// The name as it was given.
        case asGiven
        /// With a domain of the search list behind it; `.` and the empty domain are the root.
        case search(String)
        /// What a line of $HOSTALIASES says instead.
        case hostAlias
    }

    package struct Candidate: Sendable, Equatable {
        /// Without a dot at its end.
        package let name: String
        package let origin: Origin

        package init(_ name: String, _ origin: Origin) {
            self.name = name
            self.origin = origin
        }
    }

    package let candidates: [Candidate]

    /// - Parameters:
    ///   - search: The domains that are in force: of $LOCALDOMAIN, else of resolv.conf(5).
    ///   - ndots: A name with as many dots is asked for as it is before the search list is.
    ///   - aliases: The lines of the file that $HOSTALIASES names.
    ///   - asksUnqualified: Whether a name without dots may be asked for as it is: not so with `options no-tld-query`.
    package init(_ name: String, search: [String], ndots: Int, aliases: String? = nil, asksUnqualified: Bool = true) {
        let dots = name.count { $0 == "." }
        let isAbsolute = name.hasSuffix(".")
        let bare = isAbsolute ? String(name.dropLast()) : name
        let asGiven = Candidate(bare, .asGiven)
        if dots == 0, let alias = aliases.flatMap({ Self.alias(of: name, in: $0) }) {
            candidates = [Candidate(alias, .hostAlias)]
            return
        }
        guard !isAbsolute else {
            candidates = [asGiven]
            return
        }
        let searched = search.map { domain in
            let bare = Self.withoutDots(domain)
            return Candidate(bare.isEmpty ? name : name + "." + bare, .search(domain))
        }
        let hasRoot = search.contains { Self.withoutDots($0).isEmpty }
        if dots >= ndots {
            candidates = [asGiven] + searched
        } else if !hasRoot, dots > 0 || search.isEmpty || asksUnqualified {
            candidates = searched + [asGiven]
        } else {
            candidates = searched
        }
    }

    /// A domain without a dot at its start or its end.
    private static func withoutDots(_ domain: String) -> String {
        let rest = domain.hasPrefix(".") ? domain.dropFirst() : domain[...]
        return String(rest.hasSuffix(".") ? rest.dropLast() : rest)
    }

    /// The second word of the line whose first is the name (hostname(7)).
    private static func alias(of name: String, in text: String) -> String? {
        for (_, line) in text.numberedLines {
            let words = line.words
            if words.count > 1, words[0].lowercased() == name.lowercased() { return String(words[1]) }
        }
        return nil
    }
}
