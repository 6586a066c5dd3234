internal import FoundationEssentials

/// A collection of capture files outside the package: `$NETLAB_CAPTURES`, or `shared/captures` in a folder above.
package enum SharedCaptures {
    package static let folder: String? = {
        if let folder = ProcessInfo.processInfo.environment["NETLAB_CAPTURES"] {
            return exists(folder) ? folder : nil
        }
        var components = #filePath.split(separator: "/")
        while components.popLast() != nil {
            let candidate = "/" + (components + ["shared", "captures"]).joined(separator: "/")
            if exists(candidate) { return candidate }
        }
        return nil
    }()

    package static var arePresent: Bool { folder != nil }

    /// The paths of all capture files, from `folder` on, in order.
    package static let names: [String] = {
        guard let folder, let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return [] }
        return paths.filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()
    }()

    private static func exists(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder)
    }

    package static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: (folder ?? "") + "/" + name)))
    }
}
