/// How a process ended: a number is the status that it exited with.
package enum EndStatus: Sendable, Equatable, ExpressibleByIntegerLiteral {
    case exited(Int32)
    case signaled(Int32)

    package init(integerLiteral status: Int32) { self = .exited(status) }
}

/// What a process came to.
package struct FinishedProcess: Sendable {
    package let status: EndStatus
    package let standardOutput: [UInt8]
    package let standardError: [UInt8]

    package var output: String { String(decoding: standardOutput, as: UTF8.self) }
    package var errors: String { String(decoding: standardError, as: UTF8.self) }

    /// The lines of standard output.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// The lines of standard error.
    package var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
}
