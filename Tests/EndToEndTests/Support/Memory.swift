import FoundationEssentials

/// What processes take, as the kernel counts it (proc(5)).
enum Memory {
    /// The bytes of RAM that a process and its children have for themselves.
    static func ofProcess(_ process: Int) throws -> Int {
        let own = try text("/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        let kilobytes = own.flatMap { $0.split(whereSeparator: \.isWhitespace).dropFirst().first }.flatMap { Int($0) }
        // A child may have ended in between.
        let others = try children(of: process).reduce(0) { $0 + ((try? ofProcess($1)) ?? 0) }
        return (kilobytes ?? 0) * 1024 + others
    }

    static func children(of process: Int) throws -> [Int] {
        try text("/proc/\(process)/task/\(process)/children").split(separator: " ").compactMap { Int($0) }
    }

    private static func text(_ path: String) throws -> String {
        // Files of proc(5) have no size to read by.
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
