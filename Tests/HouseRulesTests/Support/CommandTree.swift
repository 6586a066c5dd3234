import TestSupport

/// A command as its help shows it, from `--experimental-dump-help`.
struct CommandTree: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [CommandTree]?

    struct Argument: Decodable {
        let kind: String
        let names: [Name]?
        let shouldDisplay: Bool
    }

    struct Name: Decodable {
        let kind: String
        let name: String

        /// As it is typed.
        var typed: String { (kind == "short" ? "-" : "--") + name }
    }

    private struct Dump: Decodable {
        let command: CommandTree
    }

    /// The tree that the binary shows.
    static func ofBinary() async throws -> CommandTree {
        let run = try await NetlabProcess.run("--experimental-dump-help")
        return try decoded(Dump.self, from: run.standardOutput).command
    }

    /// The commands below this one; `help` comes with the argument parser.
    var children: [CommandTree] { (subcommands ?? []).filter { $0.commandName != "help" } }

    /// The options that help lists, as they are typed.
    var options: Set<String> {
        Set((arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }.map(\.typed))
    }

    /// This command and all below it, each with its full name: `netlab capture lab`.
    func all(under parent: String = "") -> [(name: String, command: CommandTree)] {
        let name = parent.isEmpty ? commandName : parent + " " + commandName
        return [(name, self)] + children.flatMap { $0.all(under: name) }
    }
}
