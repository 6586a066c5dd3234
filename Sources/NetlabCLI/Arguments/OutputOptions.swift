internal import ArgumentParser
internal import Platform
internal import Rendering

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// That of standard output.
    var style: Style { style(on: .standardOutput) }

    /// Colour where a person sees it, unless NO_COLOR (no-color.org) or the person says otherwise.
    func style(on output: ByteFile) -> Style {
        switch self {
        case .always: Style(isColored: true)
        case .never: Style(isColored: false)
        case .auto:
            Style(
                isColored: output.isTerminal && (Terminal.environment("NO_COLOR") ?? "").isEmpty
                    && Terminal.environment("TERM") != "dumb"
            )
        }
    }
}

/// How results are written: the same options for every command that has any.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("How results are written; ndjson is one event a line.", valueName: "format")
    )
    var format: OutputFormat?

    @Flag(help: "Short for --format json.")
    var json = false

    @Option(help: ArgumentHelp("When text is coloured.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) contradict each other")
        }
    }

    var chosen: OutputFormat { format ?? (json ? .json : .text) }

    var style: Style { color.style }

    /// Columns that drawings may take: those of the terminal, and 80 where the text goes elsewhere.
    var columns: Int { min(200, max(60, Terminal.columns ?? 80)) }
}
