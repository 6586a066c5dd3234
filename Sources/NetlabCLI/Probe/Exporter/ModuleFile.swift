internal import ArgumentParser
internal import Composing
internal import FoundationEssentials
internal import Platform
internal import Probing

/// The modules of a JSON file: `{"modules": {"NAME": {"kind": "echo", "count": 5}}}`.
enum ModuleFile {
    /// More than anybody writes.
    private static let largestFile = 1 << 20

    /// - Throws: 66 where there is no file, 65 where it does not say what a module is to be.
    static func read(_ path: String) throws(CommandFailure) -> [ExporterModule] {
        var bytes: [UInt8] = []
        do throws(SystemFailure) {
            let file = path == "-" ? ByteFile.standardInput : try ByteFile.reading(path)
            while bytes.count <= largestFile, try file.read(into: &bytes, limit: 1 << 16) > 0 {}
        } catch {
            throw .unreadable(path, error)
        }
        do {
            guard bytes.count <= largestFile else { throw ModuleFault(reason: "it is larger than a MiB") }
            return try modules(in: bytes)
        } catch {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)': \(reason(error))")
        }
    }

    static func modules(in bytes: [UInt8]) throws -> [ExporterModule] {
        let document = try JSONDecoder().decode(ModuleDocument.self, from: Data(bytes))
        return try document.modules.sorted { $0.key < $1.key }.map { name, entry in
            do {
                guard !name.isEmpty, name.utf8.allSatisfy(isNamePart) else {
                    throw ModuleFault(reason: "its name may have letters, digits, '_', '-' and '.' only")
                }
                return try entry.module(name)
            } catch {
                throw ModuleFault(reason: "module '\(name)': \(reason(error))")
            }
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || "_-.".utf8.contains(byte)
    }

    static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\((error as? ModuleFault)?.reason ?? "\(error)")" }
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty ? "it" : "'\(path.map(\.stringValue).joined(separator: "."))'"
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath)) has no '\(key.stringValue)'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) is of another type than it has to be"
        default: return "it is not JSON"
        }
    }
}

/// Why a file says nothing that could be done.
struct ModuleFault: Error {
    let reason: String
}

/// Any key, so that one that means nothing can be named.
struct ModuleKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static func check(_ keys: [ModuleKey], among known: [String]) throws {
        guard let stranger = keys.map(\.stringValue).sorted().first(where: { !known.contains($0) }) else { return }
        throw ModuleFault(reason: "there is no key '\(stranger)'; there are \(known.joined(separator: ", "))")
    }
}

private struct ModuleDocument: Decodable {
    let modules: [String: ModuleEntry]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ModuleKey.self)
        try ModuleKey.check(container.allKeys, among: ["modules"])
        // Not as a dictionary: the name of a module belongs into what is said of it.
        let entries = try container.nestedContainer(keyedBy: ModuleKey.self, forKey: ModuleKey(stringValue: "modules"))
        var modules: [String: ModuleEntry] = [:]
        for key in entries.allKeys {
            do {
                modules[key.stringValue] = try entries.decode(ModuleEntry.self, forKey: key)
            } catch let fault as ModuleFault {
                throw ModuleFault(reason: "module '\(key.stringValue)': \(fault.reason)")
            }
        }
        self.modules = modules
    }
}
