internal import FoundationEssentials

/// A folder for one test, gone when the test is.
package struct TemporaryFolder: Sendable {
    package let path: String

    /// The path of a file in the folder.
    package func file(_ name: String) -> String { path + "/" + name }

    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}

/// Calls `body` with a new folder, and removes it afterwards with all that is in it.
package func withTemporaryFolder<Value>(_ body: (TemporaryFolder) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/netlab-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(TemporaryFolder(path: folder))
}

/// The bytes of a file.
package func contents(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
}
