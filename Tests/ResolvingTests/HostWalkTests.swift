import Platform
import Resolving
import Testing
import Wire

/// Where a lookup's way along the sources ends, and whose answer it takes: as getent(1) on glibc 2.36 has it.
@Suite struct HostWalkTests {
    private static let address = SocketAddress(address: .v4(0xc000_0201), port: 0)

    /// A walk along `hosts: LINE` in which each source says its status; nil stands for none in time.
    private static func walk(
        _ line: String,
        _ statuses: [NameSource.Status?],
        isReverse: Bool = false
    ) -> HostWalk {
        let outcomes = statuses.enumerated().map { index, status in
            var address = address
            address.port = UInt16(index)
            let answer = status.map {
                NameSource.Answer(status: $0, names: ["name\(index)"], addresses: $0 == .success ? [address] : [])
            }
            return LookupPool.Outcome(answer: answer, duration: .milliseconds(index))
        }
        return HostWalk(HostSources(file: "hosts: \(line)\n").sources, outcomes, isReverse: isReverse)
    }

    @Test(
        arguments: [
            ("files dns", [.success, .success], 1, 0),
            ("files dns", [.notFound, .success], 2, 1),
            ("files dns", [.unavailable, .notFound], 2, nil),
            ("files dns", [.tryAgain, .success], 2, 1),
            ("mdns [NOTFOUND=return] files", [.notFound, .success], 1, nil),
            ("mdns [NOTFOUND=return] files", [.unavailable, .success], 2, 1),
            ("resolve [!UNAVAIL=return] files", [.tryAgain, .success], 1, nil),
            // The last one decides, also against one that has found something.
            ("files [SUCCESS=continue] dns", [.success, .success], 2, 1),
            ("files [SUCCESS=continue] dns", [.success, .notFound], 2, nil),
            ("dns files [SUCCESS=continue]", [.notFound, .success], 2, 1),
            ("files [SUCCESS=merge] dns", [.success, .success], 1, nil),
            ("files [SUCCESS=merge] dns", [.notFound, .success], 2, 1),
            // A lookup waits where there is no answer.
            ("dns files", [nil, .success], 1, nil),
        ] as [(String, [NameSource.Status?], Int, Int?)]
    )
    func `a walk reaches so many sources, and one of them answers`(
        line: String,
        statuses: [NameSource.Status?],
        reached: Int,
        answering: Int?
    ) {
        let walk = Self.walk(line, statuses)
        #expect(walk.steps.filter(\.isReached).count == reached)
        #expect(walk.steps.map(\.isReached) == statuses.indices.map { $0 < reached })
        #expect(walk.steps.firstIndex(where: \.answers) == answering)
        #expect(walk.addresses.map(\.port) == (answering.map { [UInt16($0)] } ?? []))
    }

    @Test func `what is found in reverse is merged`() {
        let walk = Self.walk("files [SUCCESS=merge] dns", [.success, .notFound], isReverse: true)
        #expect(walk.steps.map(\.isReached) == [true, true])
        #expect(walk.names == ["name0"])
    }

    @Test func `a source that is not reached has no action, and its answer is known`() {
        let step = Self.walk("files dns", [.success, .success]).steps[1]
        #expect(step.action == nil)
        #expect(step.answer?.addresses.map(\.port) == [1])
    }

    @Test func `no sources make no walk`() {
        #expect(HostWalk([], []).steps == [])
    }
}
