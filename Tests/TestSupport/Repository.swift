internal import FoundationEssentials

/// The source tree that the tests were built from.
package enum Repository {
    /// The folder of Package.swift.
    package static let root: String = {
        // Tests/TestSupport/Repository.swift
        #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
    }()

    package static func path(_ relative: String) -> String { root + "/" + relative }

    package static func text(_ relative: String) throws -> String {
        try String(contentsOfFile: path(relative), encoding: .utf8)
    }

    /// The files below `folder` whose names end in `suffix`, as paths from the root, in order.
    package static func files(in folder: String, suffix: String = "") -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path(folder))) ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }
}
