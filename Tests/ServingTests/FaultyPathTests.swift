import Serving
import Testing
import Wire

@Suite struct FaultyPathTests {
    private static let remote = SocketName.internet(SocketAddress(address: .loopback4, port: 2000))

    /// What is done to answers that begin with their number and are a millisecond apart.
    private static func run(_ count: Int, _ configure: (inout DatagramFaults) -> Void) -> (
        faults: [[DatagramFaults.Fault]], left: [[UInt8]]
    ) {
        var faults = DatagramFaults()
        configure(&faults)
        var path = FaultyPath(faults)
        var done: [[DatagramFaults.Fault]] = []
        var left: [[UInt8]] = []
        for number in 0..<count {
            let now = Int64(number) * 1_000_000
            done.append(path.send([UInt8(truncatingIfNeeded: number), 9, 9], to: remote, at: now))
            left += path.take(at: now).map(\.bytes)
        }
        while let due = path.due { left += path.take(at: due).map(\.bytes) }
        return (done, left)
    }

    @Test func `without faults all leave at once, in order`() {
        let run = Self.run(50) { _ in }
        #expect(run.left.map { Int($0[0]) } == Array(0..<50))
        #expect(run.faults.allSatisfy { $0.isEmpty })
    }

    @Test func `about as many are lost as are to be`() {
        let run = Self.run(1_000) { ($0.loss, $0.seed) = (0.2, 7) }
        let lost = run.faults.count { $0 == [.loss] }
        #expect(run.left.count == 1_000 - lost)
        // Five standard deviations around 200.
        #expect((137...263).contains(lost))
    }

    @Test func `the same seed does the same, another one something else`() {
        func lost(_ seed: UInt64) -> [Bool] { Self.run(200) { ($0.loss, $0.seed) = (0.5, seed) }.faults.map(\.isEmpty) }
        #expect(lost(1) == lost(1))
        #expect(lost(1) != lost(2))
    }

    @Test func `one fault's chances do not move another's`() {
        let alone = Self.run(200) { ($0.loss, $0.seed) = (0.3, 5) }
        let both = Self.run(200) { ($0.loss, $0.duplicate, $0.seed) = (0.3, 0.5, 5) }
        #expect(alone.faults.map { $0.contains(.loss) } == both.faults.map { $0.contains(.loss) })
    }

    @Test func `a doubled answer leaves twice`() {
        let run = Self.run(3) { $0.duplicate = 1 }
        #expect(run.left.map { $0[0] } == [0, 0, 1, 1, 2, 2])
        #expect(run.faults.allSatisfy { $0 == [.duplicate] })
    }

    @Test func `an answer that changes places leaves behind the next one`() {
        let run = Self.run(4) { $0.reorder = 1 }
        #expect(run.left.map { $0[0] } == [1, 0, 3, 2])
        #expect(run.faults == [[.reorder], [], [.reorder], []])
    }

    @Test func `the last one leaves also where none comes behind it`() {
        #expect(Self.run(1) { $0.reorder = 1 }.left.count == 1)
    }

    @Test func `answers are cut to a size`() {
        let run = Self.run(2) { $0.truncate = 1 }
        #expect(run.left == [[0], [1]])
        #expect(run.faults.allSatisfy { $0 == [.truncate] })
    }

    @Test func `a delay holds each answer, in its order`() {
        var faults = DatagramFaults()
        faults.delay = .milliseconds(10)
        var path = FaultyPath(faults)
        #expect(path.send([1], to: Self.remote, at: 0) == [.delay])
        #expect(path.send([2], to: Self.remote, at: 4_000_000) == [.delay])
        #expect(path.take(at: 9_999_999).isEmpty)
        #expect(path.due == 10_000_000)
        #expect(path.take(at: 10_000_000).map(\.bytes) == [[1]])
        #expect(path.take(at: 14_000_000).map(\.bytes) == [[2]])
        #expect(path.due == nil)
    }

    @Test func `jitter spreads the delays around the middle`() {
        var faults = DatagramFaults()
        (faults.delay, faults.jitter) = (.milliseconds(10), .milliseconds(4))
        var path = FaultyPath(faults)
        for _ in 0..<200 { _ = path.send([1], to: Self.remote, at: 0) }
        let dues = path.take(at: .max).map(\.due)
        #expect(dues.count == 200)
        #expect(dues.allSatisfy { (6_000_000...14_000_000).contains($0) })
        #expect(dues.first ?? 0 < 8_000_000 && dues.last ?? 0 > 12_000_000)
        #expect(dues == dues.sorted())
    }

    @Test func `what is under way is bounded`() {
        var faults = DatagramFaults()
        faults.delay = .seconds(1)
        var path = FaultyPath(faults)
        let lost = (0..<5_000).count { _ in path.send([1], to: Self.remote, at: 0) == [.loss] }
        #expect(path.take(at: .max).count + lost == 5_000)
        #expect(lost > 3_000)
    }
}
