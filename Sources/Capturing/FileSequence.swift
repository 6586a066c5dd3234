internal import Wire

/// When a saved file is followed by another, as tcpdump's `-C`, `-G` and `-W` have it.
package struct Rotation: Sendable, Equatable {
    /// The size in bytes beyond which a file takes no further packet.
    package var bytes: Int?
    /// How many seconds a file covers.
    package var seconds: Int?
    /// With `bytes` how many files there are before the first is written anew, else after how many the capture ends.
    package var files: Int?

    package init(bytes: Int? = nil, seconds: Int? = nil, files: Int? = nil) {
        self.bytes = bytes
        self.seconds = seconds
        self.files = files
    }
}

/// The files of a capture one after the other, and their names.
struct FileSequence {
    /// What is to be done before a packet is written.
    enum Step {
        case stay, next, end
    }

    private let path: String
    private let rotation: Rotation
    /// Whole seconds since 1970, as tcpdump counts.
    private var began: Int64
    private var periods = 0
    private var count = 0

    init(_ path: String, _ rotation: Rotation, now: Timestamp) {
        self.path = path
        self.rotation = rotation
        began = Self.seconds(now)
    }

    private static func seconds(_ time: Timestamp) -> Int64 { time.nanoseconds / 1_000_000_000 }

    /// The name of the current file; `timeText` is strftime(3) in the local time zone.
    func name(timeText: (String, Timestamp) -> String) -> String {
        let base = rotation.seconds == nil ? path : timeText(path, Timestamp(seconds: began, nanoseconds: 0))
        guard rotation.bytes != nil else { return base }
        // As many digits as the largest number has, and none for the number 0 where nothing says how large that is.
        let width = rotation.files.map { $0 > 1 ? "\($0 - 1)".count : 0 } ?? 0
        guard count > 0 || width > 0 else { return base }
        let digits = "\(count)"
        return base + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Whether the file of `bytes` bytes takes another packet now.
    mutating func step(bytes: Int, now: Timestamp) -> Step {
        if let seconds = rotation.seconds, Self.seconds(now) - began >= seconds {
            began = Self.seconds(now)
            periods += 1
            if isLast(after: periods) { return .end }
            count = 0
            return .next
        }
        guard let limit = rotation.bytes, bytes > limit else { return .stay }
        count += 1
        if let files = rotation.files, count >= files { count = 0 }
        return .next
    }

    /// Whether the last file's time is up, also where no packet comes.
    func isOver(now: Timestamp) -> Bool {
        guard let seconds = rotation.seconds, isLast(after: periods + 1) else { return false }
        return Self.seconds(now) - began >= seconds
    }

    /// Beside `-C`, `-W` is about names only.
    private func isLast(after periods: Int) -> Bool {
        rotation.bytes == nil && rotation.files.map { periods >= $0 } ?? false
    }
}
