internal import Rendering
internal import Streams

/// Where the first exchange of a stream took its time, in sentences: each part only where it stands out.
struct OpeningText {
    let stream: TCPStream

    /// Less is no wait that a person would ask about.
    private static let leastNanoseconds: Int64 = 100_000_000

    var sentences: [String] {
        [handshake, request, answer].compactMap { $0 }
    }

    private var acknowledgment: Int64? { stream.acknowledgmentNanoseconds.flatMap(Self.long) }

    private var handshake: String? {
        let first = stream.firstRequest?.sender.sender ?? ""
        let late = acknowledgment.map {
            "the \(first)'s first bytes were acknowledged after \(Quantity.duration(nanoseconds: $0))"
        }
        guard let time = stream.establishedNanoseconds.flatMap(Self.long) else {
            return late.map { "T" + $0.dropFirst() + "." }
        }
        return "The handshake took \(Quantity.duration(nanoseconds: time))" + (late.map { ", and \($0)" } ?? "") + "."
    }

    private var request: String? {
        guard let (sender, wait) = stream.firstRequest, let wait = wait.flatMap(Self.long) else { return nil }
        return
            "The \(sender.sender) waited \(Quantity.duration(nanoseconds: wait)) after the handshake before it sent its first bytes."
    }

    /// The time on the path is not the answering end's: what it had acknowledged before, it had got.
    private var answer: String? {
        guard let (sender, _) = stream.firstRequest, let total = stream.answerNanoseconds else { return nil }
        let end = sender.reversed.sender
        if let acknowledgment = stream.acknowledgmentNanoseconds {
            guard let own = Self.long(total - acknowledgment) else { return nil }
            return
                "The \(end) answered \(Quantity.duration(nanoseconds: total)) after the \(sender.sender)'s first bytes,"
                + " \(Quantity.duration(nanoseconds: own)) after it had acknowledged them."
        }
        // Without such an ACK it took no less than the path did for the handshake.
        guard let total = Self.long(total), Self.long(total - (stream.establishedNanoseconds ?? 0)) != nil else {
            return nil
        }
        return "The \(end) answered \(Quantity.duration(nanoseconds: total)) after the \(sender.sender)'s first bytes,"
            + " and acknowledged them no earlier."
    }

    private static func long(_ nanoseconds: Int64) -> Int64? {
        nanoseconds >= leastNanoseconds ? nanoseconds : nil
    }
}
