package import Platform
package import Wire

/// A lookup's way along the sources of the `hosts:` line: what each says, and where the way ends.
package struct HostWalk: Sendable, Equatable {
    package struct Step: Sendable, Equatable {
        package let source: HostSources.Source
        /// Nil where there was none in time.
        package let answer: NameSource.Answer?
        package let duration: Duration
        /// Whether a lookup gets this far; the answers of the others are what they would have said.
        package let isReached: Bool
        /// Whether a lookup takes its answer from here.
        package let answers: Bool

        /// What follows the answer; nil where it is not reached, or there is none.
        package var action: HostSources.Action? {
            guard isReached, let answer else { return nil }
            return source.action(after: answer.status)
        }
    }

    package let steps: [Step]

    /// The last source that is reached decides, also where one before it has found something and `SUCCESS=continue` goes on.
    ///
    /// `SUCCESS=merge` is for groups: getaddrinfo(3) ends with nothing there, gethostbyaddr(3) keeps what was found.
    /// - Parameter outcomes: What each source said, in their order.
    package init(
        _ sources: [HostSources.Source],
        _ outcomes: [LookupPool.Outcome<NameSource.Answer>],
        isReverse: Bool = false
    ) {
        let actions = zip(sources, outcomes).map { source, outcome in
            outcome.answer.map { source.action(after: $0.status) }
        }
        // Also where a lookup waits for ever.
        let end = actions.firstIndex { $0 == nil || $0 == .end || $0 == .merge && !isReverse } ?? actions.count - 1
        steps = zip(zip(sources, outcomes), actions).enumerated().map { index, element in
            let ((source, outcome), action) = element
            let decides = index == end && action != .merge || index <= end && action == .merge && isReverse
            return Step(
                source: source,
                answer: outcome.answer,
                duration: outcome.duration,
                isReached: index <= end,
                answers: decides && outcome.answer?.status == .success
            )
        }
    }

    /// The addresses that a lookup finds, each once, as they are before they are put in order.
    package var addresses: [SocketAddress] {
        var seen: Set<SocketAddress> = []
        return steps.filter(\.answers).flatMap { $0.answer?.addresses ?? [] }.filter { seen.insert($0).inserted }
    }

    /// The names that a lookup finds, each once.
    package var names: [String] {
        var seen: Set<String> = []
        return steps.filter(\.answers).flatMap { $0.answer?.names ?? [] }.filter { seen.insert($0).inserted }
    }
}
