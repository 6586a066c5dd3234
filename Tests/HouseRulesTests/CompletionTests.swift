import TestSupport
import Testing

/// The committed completions are those of the binary; `scripts/completions` renews them.
@Suite struct CompletionTests {
    @Test(arguments: [("bash", "netlab.bash"), ("zsh", "_netlab"), ("fish", "netlab.fish")])
    func `completions are current`(shell: String, file: String) async throws {
        let run = try await NetlabProcess.run("--generate-completion-script", shell)
        #expect(run.status == 0)
        let committed = try Repository.text("completions/" + file)
        #expect(committed == run.output, "run scripts/completions")
    }
}
