internal import ArgumentParser

/// What a server tells of itself, where, and whether it goes on without its terminal.
struct LogOptions: ParsableArguments {
    @Flag(help: "Tell of every read and write.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "Where events go: a file, opened anew on SIGHUP, or syslog (default: standard error; of --daemon, syslog).",
            valueName: "file"
        ),
        completion: .file()
    )
    var log: String?

    @Flag(help: "Leave the terminal once clients may come.")
    var daemon = false

    @Option(
        help: ArgumentHelp(
            "Write the process's number to this file, and do not start where a running process has it.",
            valueName: "file"
        ),
        completion: .file()
    )
    var pidFile: String?

    @Option(
        help: ArgumentHelp(
            "Write each system call on a connection to this file, for 'netlab capture --record'.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?
}

extension LogOptions {
    /// Where events go.
    enum Place: Equatable {
        /// Standard error for people, standard output for programs.
        case standard
        case file(String)
        /// Of a daemon, where there is one.
        case system(isAsked: Bool)
    }

    var place: Place {
        switch log {
        case "syslog": .system(isAsked: true)
        case let path?: .file(path)
        case nil: daemon ? .system(isAsked: false) : .standard
        }
    }

    /// Whether SIGHUP has the log opened anew; a daemon has no terminal that could hang up.
    var reopens: Bool {
        if case .file = place { true } else { daemon }
    }
}
