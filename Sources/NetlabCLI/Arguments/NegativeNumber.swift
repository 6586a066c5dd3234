internal import ArgumentParser

/// A negative number, which the parser takes for an option.
enum NegativeNumber {
    /// Parses `arguments`, and anew with the number as a value where that is what parsing failed for: who typed it is told what
    /// the value may be, not that an option is unknown or a value missing.
    static func parse(
        _ arguments: [String],
        _ parse: ([String]) throws -> any ParsableCommand
    ) throws -> any ParsableCommand {
        do {
            return try parse(arguments)
        } catch {
            let message = Netlab.message(for: error)
            if let joined = joined(arguments, message) { return try parse(joined) }
            // What is left in another order must not run, only say what is wrong with it.
            if let last = last(arguments, message) { _ = try parse(last) }
            throw error
        }
    }

    /// `--mtu -1` as `--mtu=-1`; nil where the parser misses something else.
    private static func joined(_ arguments: [String], _ message: String) -> [String]? {
        guard
            let index = arguments.indices.dropFirst().first(where: { index in
                let missing = "Missing value for '\(arguments[index - 1])"
                return isNegative(arguments[index])
                    && (message.hasPrefix(missing + " ") || message.hasPrefix(missing + "'"))
            })
        else { return nil }
        return arguments[..<(index - 1)] + ["\(arguments[index - 1])=\(arguments[index])"] + arguments[(index + 1)...]
    }

    /// The number behind `--`, after all else; nil where the parser does not know another option.
    private static func last(_ arguments: [String], _ message: String) -> [String]? {
        guard let index = arguments.firstIndex(where: { isNegative($0) && message == "Unknown option '\($0)'" }) else {
            return nil
        }
        let others = arguments[..<index] + arguments[(index + 1)...]
        return others + (others.contains("--") ? [] : ["--"]) + [arguments[index]]
    }

    private static func isNegative(_ word: String) -> Bool {
        word.hasPrefix("-") && word.dropFirst().first?.isNumber == true
    }
}
