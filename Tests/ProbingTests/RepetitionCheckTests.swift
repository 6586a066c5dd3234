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

    @Test(arguments: [("abaX", "ababab"), ("aaX", "aaa"), ("ababX", "ababab")])
    func `a front whose own start comes again is told from the message`(message: String, answer: String) {
        withKnownIssue(
            "only the longest front that fits is considered, and only one that is followed by its first byte"
        ) {
            #expect(Self.verdict(message, answer) == .replied)
        }
    }
}
