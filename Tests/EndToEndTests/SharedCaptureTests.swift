import TestSupport
import Testing

/// Real files, most of them made to break decoders, through the whole tool.
@Suite(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
struct SharedCaptureTests {
    /// A clean end, no stream to draw, a view that needs one stream, damage, and a file of another kind.
    private static let expected: Set<Int32> = [0, 1, 64, 65]

    private static let views = ["streams", "packets", "lanes", "ladder", "json", "ndjson"]

    /// Each file in one of the views, which take turns: a process for each in each would take minutes.
    @Test(arguments: Array(views.enumerated()))
    func `every file is shown or refused`(turn: Int, view: String) async throws {
        let folder = try #require(SharedCaptures.folder)
        let options = view.hasSuffix("json") ? ["--format", view] : ["--view", view]
        for (index, name) in SharedCaptures.names.enumerated() where index % Self.views.count == turn {
            let run = try await NetlabProcess.run(["capture", "-r", folder + "/" + name] + options)
            guard case .exited(let status) = run.status, Self.expected.contains(status) else {
                Issue.record("\(name): \(run.status) \(run.errors)")
                continue
            }
            #expect(status == 0 || !run.standardError.isEmpty, "\(name)")
            #expect(run.errors.split(separator: "\n").count <= 4, "\(name): \(run.errors)")
        }
    }
}
