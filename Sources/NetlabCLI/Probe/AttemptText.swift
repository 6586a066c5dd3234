internal import Platform
internal import Probing
internal import Rendering
internal import Wire

extension Attempt {
    /// What an outcome usually means, or what the answer told.
    func remark(to target: Target?) -> String? {
        switch arrival {
        case .first: break
        case .late: return "too late: it had been given up as lost"
        case .again: return "a second answer to this request"
        }
        let parts =
            [meaning(target)].compactMap(\.self) + wordedFacts.map(\.words)
            + [pieces?.words].compactMap(\.self) + (isReordered ? ["out of order"] : [])
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private func meaning(_ target: Target?) -> String? {
        switch outcome {
        case .timedOut:
            return connectedNanoseconds == nil
                ? "no answer: a filter drops it, or the host is gone" : "connected, but no whole answer came"
        case .lost: return "no answer came in time"
        case .silent:
            let isDatagrams = local?.internet != nil && tcp == nil
            return isDatagrams
                ? "no answer: open or filtered, which silence does not tell apart" : "connected, and nothing is said"
        case .reset: return "the connection was reset"
        case .closedEarly: return "closed before the answer was whole"
        case .refused, .unreachable, .systemFailure: return failure?.words(to: target?.name)
        default: return nil
        }
    }
}

extension Fact {
    var words: String {
        switch self {
        case .text(let bytes): bytes.quoted
        case .clockOffset(let offset, let uncertainty):
            "its clock \(offset < 0 ? "-" : "+")\(Quantity.duration(nanoseconds: abs(offset))) "
                + "± \(Quantity.duration(nanoseconds: uncertainty))"
        case .transferred(let bytes, let nanoseconds):
            "\(Quantity.counted(bytes, "byte")), \(Quantity.rate(bytes: bytes, nanoseconds: nanoseconds))"
        case .departure(let offset): "differs from byte \(Quantity.grouped(offset)) on"
        case .breach(let text): text
        case .said(let bytes): "sent \(bytes.quoted)"
        case .step(let number, let count, let expected):
            "step \(number) of \(count) expected \(VisibleText.escaped(expected))"
        case .status(let status, let reason):
            reason.isEmpty ? "\(status)" : "\(status) \(VisibleText.escaped(reason.prefix(200)))"
        case .message(let minor, let length):
            "HTTP/1.\(minor)" + (length.map { ", \(Quantity.counted($0, "byte")) to come" } ?? "")
        case .sizes(let header, let body):
            "header \(Quantity.counted(header, "byte")), body \(Quantity.grouped(body))"
        case .redirect(let location): "to \(VisibleText.escaped(location.prefix(1_024)))"
        }
    }
}

extension PieceTally {
    /// Nil where all came at once.
    fileprivate var words: String? {
        guard count > 1 else { return nil }
        let sizes = "\(Quantity.grouped(smallest)) to \(Quantity.grouped(largest)) bytes"
        let gap = Quantity.duration(nanoseconds: longestGapNanoseconds)
        return "in \(Quantity.grouped(count)) pieces of \(sizes), at most \(gap) apart"
    }
}
