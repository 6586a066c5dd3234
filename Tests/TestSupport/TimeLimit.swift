/// Something took longer than a test may wait.
package struct TimeLimitExceeded: Error, CustomStringConvertible {
    let subject: String
    let limit: Duration

    package var description: String { "\(subject) was not done after \(limit)" }
}

/// The result of `body`, which is cancelled when `limit` is up; a cancelled subprocess is killed.
func withTimeLimit<Value: Sendable>(
    _ limit: Duration,
    _ subject: String,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() ?? nil else {
            throw TimeLimitExceeded(subject: subject, limit: limit)
        }
        return value
    }
}
