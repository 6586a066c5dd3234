import TestSupport
import Testing

/// Every command has a page, and the page says what the command's help says: one page a top-level command, with its leaves.
@Suite struct ManualTests {
    /// Of every command; documented once, in netlab(1).
    private static let common: Set = ["-h", "--help", "--version"]

    @Test func `every top-level command has a page and every page a command`() async throws {
        let tree = try await CommandTree.ofBinary()
        #expect(ManualPage.names.sorted() == (["netlab"] + tree.children.map { "netlab-" + $0.commandName }).sorted())
    }

    @Test func `the pages list exactly the options of the commands`() async throws {
        let tree = try await CommandTree.ofBinary()
        let commands = tree.all()
        let groups = Set(
            tree.children.filter { !$0.children.isEmpty && $0.options.isSubset(of: Self.common) }
                .map { tree.commandName + " " + $0.commandName }
        )
        for (name, command) in commands where !groups.contains(name) {
            let isRoot = command.commandName == tree.commandName
            let options = isRoot ? command.options : command.options.subtracting(Self.common)
            // What all commands of a group take may stand once, below the group's name.
            let group = name.split(separator: " ").dropLast().joined(separator: " ")
            let own = try Self.page(of: name).options(below: name)
            var shared = group.contains(" ") ? try Self.page(of: name).options(below: group) : []
            // A command that has leaves has options that they have not, or explain otherwise.
            if !groups.contains(group) { shared = shared.filter { options.contains($0) && !own.contains($0) } }
            let documented = own + shared
            #expect(Set(documented) == options, "\(name)")
            #expect(documented.count == Set(documented).count, "\(name) has an option twice")
        }
    }

    @Test func `the pages list no other command`() async throws {
        let names = Set(try await CommandTree.ofBinary().all().map(\.name))
        for page in ManualPage.names {
            let commands = try ManualPage(page).subsections.filter { $0.hasPrefix("netlab") }
            #expect(Set(commands).isSubset(of: names), "\(page)")
        }
    }

    @Test(arguments: ManualPage.names)
    func `a page has the sections that a reader looks for`(name: String) throws {
        let sections = try ManualPage(name).sections
        let needed = ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO"]
        #expect(sections.filter(needed.contains) == needed)
    }

    @Test func `netlab(1) lists the statuses that the tool exits with, and other pages no others`() throws {
        let statuses = try SourceFile("Sources/NetlabCLI/ExitStatus.swift").code
            .compactMap { $0.firstMatch(of: /case \w+ = (?<status>\d+)/).flatMap { Int32($0.status) } }
        #expect(try ManualPage("netlab").exitStatuses == statuses)
        for name in ManualPage.names {
            #expect(Set(try ManualPage(name).exitStatuses).isSubset(of: statuses), "\(name)")
        }
    }

    @Test(.needs(.mandoc), arguments: ManualPage.names)
    func `mandoc finds nothing to warn of`(name: String) async throws {
        let run = try await Peer.mandoc.run("-T", "lint", "-W", "warning", Repository.path("man/\(name).1"))
        #expect(run.output == "")
        #expect(run.status == 0)
    }

    /// The page that covers the command: that of its second word.
    private static func page(of command: String) throws -> ManualPage {
        try ManualPage(command.split(separator: " ").prefix(2).joined(separator: "-"))
    }
}
