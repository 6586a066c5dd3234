internal import Glibc

/// The terminal that the process was started from, if there is one.
package enum Terminal {
    /// Columns of the terminal behind standard output, or nil where it is none (ioctl TIOCGWINSZ).
    package static var columns: Int? { size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } }

    /// Its rows, likewise.
    package static var rows: Int? { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

    private static var size: winsize? {
        var size = winsize()
        return unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
    }

    /// The value of an environment variable, nil where it is unset.
    package static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Blocks until a line has been typed on standard input, or it is at its end.
    package static func waitForEnter() {
        // One byte at a time: what follows the line is for whoever waits next.
        var typed: [UInt8] = []
        while let count = try? ByteFile.standardInput.read(into: &typed, limit: 1), count == 1, typed.last != 10 {}
    }
}
