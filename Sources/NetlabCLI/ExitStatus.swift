/// The statuses that netlab ends with: one table for all commands, after sysexits(3head).
///
/// Thrown by a command, it ends the run without a further word.
enum ExitStatus: Int32, Error, CaseIterable {
    /// Done, and the answer is yes.
    case success = 0
    /// Done, and the answer is a well-formed no.
    case negative = 1
    case usage = 64
    case malformedInput = 65
    case noInput = 66
    case noHost = 68
    case unavailable = 69
    case internalError = 70
    case systemError = 71
    case cannotCreate = 73
    case cannotWrite = 74
    case timedOut = 75
    case brokenProtocol = 76
    case noPermission = 77
    /// Interrupted before there was a result: 128 + SIGINT.
    case interrupted = 130
}

extension ExitStatus {
    /// The gravest first; a single outcome of many decides the run's.
    private static let byGravity: [ExitStatus] = [
        .internalError, .systemError, .noPermission, .cannotCreate, .cannotWrite, .noInput, .malformedInput,
        .brokenProtocol, .timedOut, .unavailable, .noHost, .usage, .negative, .success,
    ]

    /// The graver of two outcomes of one run.
    func graver(_ other: ExitStatus) -> ExitStatus {
        Self.byGravity.first { $0 == self || $0 == other } ?? self
    }
}
