internal import ArgumentParser
internal import Platform
internal import Resolving

/// What is looked up as it is typed: `http`, `443/tcp`, `6000-6007`, and for protocols `tcp` or `6`.
enum EntryQueryText {
    static func parse(_ text: String, in database: SystemDatabase) throws -> EntryQuery {
        guard Value.isWhole(text) else { throw ValidationError("'\(text)' is not valid UTF-8") }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let key = parts[0]
        guard !key.isEmpty else {
            throw ValidationError("'\(text)' has no \(database.noun)'s name or \(database.numberNoun)")
        }
        if parts.count == 2 {
            guard database == .services else {
                throw ValidationError("'\(text)': a protocol's name or number stands alone")
            }
            guard !parts[1].isEmpty else { throw ValidationError("'\(text)' has no protocol behind the '/'") }
        }
        return EntryQuery(try subject(key, in: database), transport: parts.count == 2 ? parts[1] : nil)
    }

    private static func subject(_ key: String, in database: SystemDatabase) throws -> EntryQuery.Subject {
        if key.hasPrefix("-"), key.dropFirst().first.map({ isNumber("\($0)") }) == true {
            throw outOfRange(key, database)
        }
        if isNumber(key[...]) {
            guard let number = UInt16(key) else { throw outOfRange(key, database) }
            return .number(number)
        }
        let ends = key.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy(isNumber) else { return .name(key) }
        guard let first = UInt16(ends[0]), let last = UInt16(ends[1]) else { throw outOfRange(key, database) }
        guard first <= last else { throw ValidationError("'\(key)' ends before it begins: it goes from low to high") }
        return .numbers(first...last)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func outOfRange(_ key: String, _ database: SystemDatabase) -> ValidationError {
        ValidationError("'\(key)': \(database.numberNoun)s go from 0 to 65,535")
    }
}

extension SystemDatabase {
    /// What people call an entry.
    var noun: String {
        switch self {
        case .services: "service"
        case .protocols: "protocol"
        }
    }

    /// What people call its number.
    var numberNoun: String {
        switch self {
        case .services: "port"
        case .protocols: "number"
        }
    }
}
