internal import ArgumentParser

/// Which call of the C library is made, and with which flags.
struct CallOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Make exactly this call and show what it returned: \(ResolverCall.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "call"
        )
    )
    var using: ResolverCall?

    @Option(
        help: ArgumentHelp("Flags of the call, such as AI_CANONNAME,AI_ADDRCONFIG.", valueName: "flags"),
        transform: { $0.split(separator: ",").map { $0.uppercased() } }
    )
    var flags: [[String]] = []

    var flagNames: [String] { Array(flags.joined()) }

    func validate() throws {
        guard let using else {
            if !flags.isEmpty { throw ValidationError("--flags belongs to --using getaddrinfo or getnameinfo") }
            return
        }
        if let unknown = flagNames.first(where: { using.flagNames?.contains($0) != true }) {
            let known = using.flagNames.map { "; it has \($0.joined(separator: ", "))" } ?? ""
            throw ValidationError("\(using.rawValue) has no flag '\(unknown)'\(known)")
        }
    }
}
