import TestSupport
import Testing

/// Real files, most of them made to break decoders, through the whole tool; NetlabCLITests sends all of them, and many more
/// that are damaged, through the same views without a process for each.
@Suite(
    .enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"),
    .needs(.shell)
)
struct SharedCaptureTests {
    /// A clean end, no stream to draw, a view that needs one stream, damage, and a file of another kind.
    private static let expected: Set<Int32> = [0, 1, 64, 65]

    private static let views = ["streams", "packets", "lanes", "ladder", "json", "ndjson"]

    /// Every how many files one is shown in a view.
    private static let stride = 36

    /// In so much memory that a tool which reads as it goes on needs but a part of it.
    private static let kilobytes = 1 << 20

    @Test(arguments: Array(views.enumerated()))
    func `a file is shown or refused, in bounded memory`(turn: Int, view: String) async throws {
        let folder = try #require(SharedCaptures.folder)
        let options = view.hasSuffix("json") ? ["--format", view] : ["--view", view]
        let first = turn * Self.stride / Self.views.count
        for index in Swift.stride(from: first, to: SharedCaptures.names.count, by: Self.stride) {
            let name = SharedCaptures.names[index]
            let command = ["-c", #"ulimit -v "$0"; exec "$@""#, "\(Self.kilobytes)", NetlabProcess.binary]
            let run = try await Peer.shell.run(command + ["capture", "-r", folder + "/" + name] + options)
            guard case .exited(let status) = run.status, Self.expected.contains(status) else {
                Issue.record("\(name): \(run.status) \(run.errors)")
                continue
            }
            #expect(status == 0 || !run.standardError.isEmpty, "\(name)")
            #expect(run.errors.split(separator: "\n").count <= 4, "\(name): \(run.errors)")
        }
    }
}
