internal import Platform
internal import Rendering
internal import Wire

/// A file of what was said, by whom and when: a line each, written as it is said.
final class Transcript {
    enum Speaker: String {
        case client, server, netlab
    }

    private let path: String
    private let file: ByteFile
    private let encoding: TextEncoding
    private var failure: SystemFailure?

    init(_ path: String, encoding: TextEncoding) throws(CommandFailure) {
        guard path != "-" else {
            throw CommandFailure(
                status: .usage,
                cause: "--transcript needs a file's name: standard output has the answers"
            )
        }
        self.path = path
        self.encoding = encoding
        do { file = try ByteFile.writing(path) } catch {
            throw CommandFailure(status: .cannotCreate, cause: "cannot create '\(path)': \(error.reason)")
        }
    }

    func add(_ speaker: Speaker, _ text: [UInt8], at time: Timestamp) {
        add(speaker, visible: encoding.visible(text), at: time)
    }

    func note(_ text: String, at time: Timestamp) {
        add(.netlab, visible: VisibleText.escaped(text), at: time)
    }

    private func add(_ speaker: Speaker, visible text: String, at time: Timestamp) {
        guard failure == nil else { return }
        do { try file.write(Array("\(time)  \(speaker.rawValue)  \(text)\n".utf8)) } catch { failure = error }
    }

    /// Tells of lines that could not be written.
    func finish() throws(CommandFailure) {
        guard let failure else { return }
        throw CommandFailure(status: .cannotWrite, cause: "cannot write '\(path)': \(failure.reason)")
    }
}
