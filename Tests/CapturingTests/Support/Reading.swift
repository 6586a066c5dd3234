import Capturing
import Wire

/// What a file gives, up to its end or to where it cannot be read on.
struct FileContents {
    var frames: [(frame: Frame, bytes: [UInt8])] = []
    var error: CapturingError?

    init(_ path: String, filter: String = "") throws {
        var source = try FileSource(path, filter: filter)
        do throws(CapturingError) {
            var state = SourceState.idle
            while state != .finished {
                state = try source.next { frame, bytes throws(CapturingError) in
                    frames.append((frame, bytes.indices.map { bytes[$0] }))
                    return true
                }
            }
        } catch {
            self.error = error
        }
    }
}
