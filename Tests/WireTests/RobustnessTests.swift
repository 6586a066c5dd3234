import TestSupport
import Testing
import Wire

/// What arrives may be cut anywhere and hold anything: the outcome is a packet or an error, never a trap.
@Suite struct RobustnessTests {
    @Test(arguments: Frames.all)
    func `every prefix of a frame is a packet or cut short`(link: LinkLayer, bytes: [UInt8]) {
        for length in 0..<bytes.count {
            do {
                let packet = try Packet(Array(bytes.prefix(length)), originalLength: bytes.count, link: link)
                #expect(packet.capturedPayloadLength <= max(0, length - packet.payloadOffset))
                #expect(packet.capturedPayloadLength <= packet.payloadLength)
            } catch {
                guard case .truncated(_, let needed, let available) = error else {
                    Issue.record("\(length) bytes: \(error)")
                    continue
                }
                #expect(available < needed)
            }
        }
    }

    @Test(arguments: Frames.all)
    func `a frame with any bytes changed is a packet or an error`(link: LinkLayer, bytes: [UInt8]) {
        var generator = SeededGenerator(state: 1)
        for _ in 0..<500 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                changed[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            for originalLength in [0, bytes.count, 100_000] {
                guard let packet = try? Packet(changed, originalLength: originalLength, link: link) else { continue }
                #expect(packet.payloadLength >= 0)
                #expect(packet.capturedPayloadLength <= packet.payloadLength)
            }
        }
    }
}
