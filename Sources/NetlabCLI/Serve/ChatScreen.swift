internal import Rendering
internal import Serving
internal import Wire

/// Shows conversations: what clients say as results, who comes and goes as diagnostics.
struct ChatScreen: Sendable {
    let encoding: TextEncoding
    let format: OutputFormat
    let isRoom: Bool

    @Sendable func show(_ event: ChatEvent) {
        switch event {
        case .waits(let connection, let remote, let before):
            tell("\(ServeEvent.show(remote)) waits; \(before) before it", "waiting") {
                $0.member("connection", connection)
                $0.member("remote", remote.description)
                $0.member("before", before)
            }
        case .joined(let connection, let remote):
            let name = isRoom ? "guest \(connection), \(ServeEvent.show(remote))," : ServeEvent.show(remote)
            tell(name + " is here" + (isRoom ? "" : "; an empty line ends it"), "joined") {
                $0.member("connection", connection)
                $0.member("remote", remote.description)
            }
        case .left(let connection, let remote):
            tell(
                "\(isRoom ? "guest \(connection), " : "")\(ServeEvent.show(remote))\(isRoom ? "," : "") has left",
                "left"
            ) {
                $0.member("connection", connection)
                $0.member("remote", remote.description)
            }
        case .said(let connection, let text):
            said(connection, text)
        }
    }

    /// `bytes` as a terminal may have them.
    @Sendable func visible(_ bytes: [UInt8]) -> String { encoding.visible(bytes) }

    private func said(_ connection: Int, _ bytes: [UInt8]) {
        let line = (isRoom ? "guest \(connection): " : "") + visible(bytes) + "\n"
        // A reader that has gone ends no conversation.
        switch format {
        case .text: try? StandardOutput.write(line)
        case .json: StandardError.write(line)
        case .ndjson:
            event("message") {
                $0.member("connection", connection)
                $0.text(bytes, in: encoding)
            }
        }
    }

    private func tell(_ text: String, _ name: String, _ members: (inout JSONWriter) -> Void) {
        if format == .ndjson { event(name, members) } else { StandardError.write(text + "\n") }
    }

    private func event(_ name: String, _ members: (inout JSONWriter) -> Void) {
        try? StandardOutput.write(JSONWriter.line(name, members))
    }
}
