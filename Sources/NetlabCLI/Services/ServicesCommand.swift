internal import ArgumentParser
internal import Platform
internal import Rendering
internal import Resolving
internal import SystemPackage

/// `netlab services`: names of ports and of protocols, both ways.
struct ServicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "services",
        abstract: "Look up services by name or port, and protocols.",
        discussion: """
            Shows what this system calls a port, and which port it knows a name for, with every protocol, the aliases, \
            and the line and comment of /etc/services. Without arguments it lists all services.

              netlab services http 443/tcp ssh/udp 6000-6007
              netlab services --match mail
              netlab services --protocols tcp 6 ICMP
              curl "http://localhost:$(netlab services --short http-alt)/"
            """
    )

    @Argument(
        help: ArgumentHelp(
            "NAME, PORT or PORT-PORT, with /PROTOCOL for that protocol alone.",
            valueName: "service"
        ),
        completion: .shellCommand("netlab services --short")
    )
    var items: [String] = []

    @Option(
        help: ArgumentHelp("List what has this in its name, aliases or comment, in any case.", valueName: "text")
    )
    var match: String?

    @Flag(help: "Look up protocols such as tcp, by name or number.")
    var protocols = false

    @Flag(help: "Print the number of a name, or the name of a number, alone.")
    var short = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let match {
            guard Value.isWhole(match) else { throw ValidationError("'\(match)' is not valid UTF-8") }
            if match.isEmpty { throw ValidationError("--match needs a text to look for") }
            if !items.isEmpty {
                throw ValidationError("--match searches the whole list: '\(items[0])' is one too many")
            }
        }
        if short, output.chosen != .text {
            throw ValidationError("--short and --format \(output.chosen.rawValue) contradict each other")
        }
        _ = try queries()
    }

    private var database: SystemDatabase { protocols ? .protocols : .services }

    private func queries() throws -> [(String, EntryQuery)] {
        try items.map { ($0, try EntryQueryText.parse($0, in: database)) }
    }

    func run() throws {
        let queries = try queries()
        let file = DatabaseFile.ofSystem(database)
        let lookup = EntryLookup(database, file: file)
        var result = ServicesOutput(database: database, match: match)
        do throws(SystemFailure) {
            if queries.isEmpty { result.listed = try lookup.list(matching: match) }
            for (input, query) in queries { result.answers.append((input, try lookup.answer(query))) }
        } catch  where error.errno == .permissionDenied {
            throw forbidden
        } catch {
            throw database.emptiness.map { CommandFailure(status: .systemError, cause: $0) } ?? CommandFailure(error)
        }
        // The C library lists what it can read, and says of the rest nothing.
        if file.isForbidden, !result.complaints.isEmpty { throw forbidden }
        try write(result)
        if !result.complaints.isEmpty { throw ExitStatus.negative }
    }

    private var forbidden: CommandFailure { .unreadable(database.path, SystemFailure("open", .permissionDenied)) }

    private func write(_ result: ServicesOutput) throws {
        switch output.chosen {
        case .text where short:
            // What was not found is no value for $(...).
            try StandardOutput.write(TerminalText.joined(result.short.map { VisibleText.escaped($0) }))
            for complaint in result.complaints {
                CommandFailure(status: .negative, cause: complaint).report(command: "netlab services")
            }
        case .text: try StandardOutput.write(TerminalText.joined(result.lines(output.style)))
        case .json: try StandardOutput.write(result.document)
        case .ndjson: try StandardOutput.write(result.events)
        }
    }
}
