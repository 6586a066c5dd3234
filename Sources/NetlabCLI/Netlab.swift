internal import ArgumentParser
internal import Platform

/// The command as it is parsed.
struct Netlab: ParsableCommand {
    static let configuration = describe(probe: ProbeCommand.self, capture: CaptureCommand.self)

    /// The tree with `probe` and `capture` among its commands.
    fileprivate static func describe(
        probe: any ParsableCommand.Type,
        capture: any ParsableCommand.Type
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: "netlab",
            abstract: "See how TCP delivers your bytes.",
            discussion: """
                TCP is a stream: one send is not one recv. netlab shows the writes of a sender, the segments on the wire \
                and the reads of a receiver on one axis, with the reason for every cut. It needs no root for that:

                  netlab capture lab
                """,
            version: "netlab 0.1.0",
            subcommands: [
                ResolveCommand.self, ServicesCommand.self, ByteOrderCommand.self, ServeCommand.self, probe, capture,
            ]
        )
    }
}

/// The command as people and shells are shown it: `probe` and `capture` have the options of their default subcommand beside
/// the others.
///
/// To parse with this tree would give those options to the parent wherever they stand, also behind a subcommand's name.
struct NetlabAsShown: ParsableCommand {
    static let configuration = Netlab.describe(probe: ProbeCommandAsShown.self, capture: CaptureCommandAsShown.self)
}

/// Runs netlab with `arguments` and ends the process with the status that the outcome has.
package func run(_ arguments: [String]) -> Never {
    StandardDescriptors.openMissing()
    Process.ignoreWriteSignals()
    let status: ExitStatus
    do {
        var command = try NegativeNumber.parse(arguments) { try Netlab.parseAsRoot($0) }
        try command.run()
        status = .success
    } catch {
        status = report(error, arguments)
    }
    Process.exit(status.rawValue)
}

/// Says what went wrong, or what was asked for instead of a run, and returns the status to exit with.
private func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
    switch error {
    case let failure as CommandFailure:
        failure.report(command: namedCommand(arguments).path)
        return failure.status
    case let failure as SystemFailure:
        return report(CommandFailure(failure), arguments)
    case let status as ExitStatus:
        return status
    case _ where Netlab.exitCode(for: error) == .success:
        if let failure = unknownCommand(arguments) {
            failure.report(command: arguments.first == "help" ? "netlab help" : namedCommand(arguments).path)
            return failure.status
        }
        return show(cleanExit: error, arguments)
    default:
        if let failure = unknownCommand(arguments) { return report(failure, arguments) }
        let command = namedCommand(arguments).path
        let message = singleLine(Netlab.message(for: error))
        CommandFailure(
            status: .usage,
            cause: message.prefix(1).lowercased() + message.dropFirst(),
            hint: "'\(command) --help' lists what it takes."
        ).report(command: command)
        return .usage
    }
}

/// The parser lists the values that an option has a line each.
private func singleLine(_ message: String) -> String {
    let lines = message.split(separator: "\n")
    let values = lines.dropFirst().map { $0.drop { $0 == " " || $0 == "-" } }
    return (lines.first.map(String.init) ?? "") + (values.isEmpty ? "" : " " + values.joined(separator: ", "))
}

/// A word that is no command, typed as one or behind `help`: the parser would speak of arguments, or help with what stands before.
private func unknownCommand(_ arguments: [String]) -> CommandFailure? {
    let isHelp = arguments.first == "help"
    let words = arguments.drop { $0 == "help" }.prefix { !$0.hasPrefix("-") }
    for index in words.indices {
        let (parent, type) = namedCommand(Array(words[..<index]))
        guard namedCommand(Array(words[...index])).path == parent else { continue }
        // Elsewhere a word may be what the command is about.
        let takesCommandsOnly = !type.configuration.subcommands.isEmpty && type.configuration.defaultSubcommand == nil
        guard isHelp || takesCommandsOnly else { return nil }
        return CommandFailure(
            status: .usage,
            cause: (isHelp ? "\(parent) has" : "there is") + " no command '\(words[index])'",
            hint: "'\(parent) --help' lists what it takes."
        )
    }
    return nil
}

/// Prints help, a version or a completion script.
private func show(cleanExit error: any Error, _ arguments: [String]) -> ExitStatus {
    do {
        let text = text(of: error, arguments)
        try StandardOutput.write(text + (text.hasSuffix("\n") ? "" : "\n"))
        return .success
    } catch {
        return report(error, arguments)
    }
}

/// What was asked for instead of a run, from the tree that is shown.
private func text(of cleanExit: any Error, _ arguments: [String]) -> String {
    // A leaf is the same in both trees; parsed with this one, its name would be one of the words that its parent takes.
    guard !namedCommand(arguments).type.configuration.subcommands.isEmpty else {
        return Netlab.fullMessage(for: cleanExit)
    }
    do {
        // A request for help parses as a command that throws the help.
        var command = try NetlabAsShown.parseAsRoot(arguments)
        try command.run()
    } catch {
        return NetlabAsShown.fullMessage(for: error)
    }
    return Netlab.fullMessage(for: cleanExit)
}

/// The command that `arguments` name, and its words: `netlab capture lab`.
private func namedCommand(_ arguments: [String]) -> (path: String, type: any ParsableCommand.Type) {
    var path = "netlab"
    var command: any ParsableCommand.Type = Netlab.self
    // Behind an option a word is a filter's or an option's, not a command's.
    for argument in arguments.prefix(while: { !$0.hasPrefix("-") }) {
        guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == argument })
        else { continue }
        path += " " + argument
        command = next
    }
    return (path, command)
}
