import TestSupport
import Testing

@testable import Probing

@Suite struct RepetitionCheckTests {
    private static func verdict(_ message: String, _ answer: String, portion: Int = .max) -> Outcome {
        var check = RepetitionCheck(of: Array(message.utf8))
        var rest = Array(answer.utf8)[...]
        while !rest.isEmpty {
            check.take(Array(rest.prefix(portion)).span)
            rest = rest.dropFirst(portion)
        }
        return check.verdict
    }

    @Test(
        arguments: [
            ("abc", "abc", .replied), ("abc", "abcabcabc", .replied), ("abc", "", .closedEarly),
            ("abc", "ab", .closedEarly), ("abc", "abcabcab", .closedEarly), ("abc", "abd", .altered),
            ("abc", "abcabx", .altered), ("a", "aaaa", .replied), ("", "", .closedEarly),
            ("", "a", .altered),
            // The server read the front of the message only, and repeats that.
            ("abcdef", "abcabc", .replied), ("abcdef", "abcabcab", .closedEarly), ("abcdef", "abcabx", .altered),
        ] as [(String, String, Outcome)]
    )
    func `an answer is whole copies, or ends too early, or is another`(
        message: String,
        answer: String,
        outcome: Outcome
    ) {
        for portion in [1, 2, 3, .max] {
            #expect(Self.verdict(message, answer, portion: portion) == outcome, "in portions of \(portion)")
        }
    }

    @Test(arguments: [("abaX", "ababab"), ("aaX", "aaa"), ("ababX", "ababab"), ("abab", "ababab"), ("aab", "aaaaaa")])
    func `a front whose own start comes again is told from the message`(message: String, answer: String) {
        for portion in [1, 2, .max] { #expect(Self.verdict(message, answer, portion: portion) == .replied) }
    }

    @Test func `an answer agrees with trying every front`() {
        var generator = SeededGenerator(state: 7)
        for _ in 1...2000 {
            let message = (1...Int.random(in: 1...6, using: &generator)).map { _ in
                "ab".randomElement(using: &generator) ?? "a"
            }
            let answer = (1...Int.random(in: 1...14, using: &generator)).map { _ in
                "ab".randomElement(using: &generator) ?? "a"
            }
            let fronts = message.indices.map { $0 + 1 }.filter { front in
                answer.indices.allSatisfy { answer[$0] == message[$0 % front] }
            }
            let isCut = answer.count < message.count && message.starts(with: answer)
            let expected: Outcome =
                fronts.isEmpty
                ? .altered : isCut ? .closedEarly : fronts.contains { answer.count % $0 == 0 } ? .replied : .closedEarly
            #expect(Self.verdict(String(message), String(answer)) == expected, "\(String(message)) \(String(answer))")
        }
    }
}
