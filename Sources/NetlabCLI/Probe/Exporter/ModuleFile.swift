internal import Composing
internal import Platform
internal import Wire

/// The modules of a YAML file, which JSON is too: `modules: {NAME: {kind: echo, count: 5}}`.
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
        guard bytes.count <= largestFile else {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)' is larger than a MiB")
        }
        do {
            return try modules(in: bytes)
        } catch {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)', \(error)")
        }
    }

    static func modules(in bytes: [UInt8]) throws(YAMLError) -> [ExporterModule] {
        var modules: [ExporterModule] = []
        for entry in try entries(in: bytes) { modules.append(try module(entry)) }
        return modules
    }

    /// The modules that a document names, whatever it says of them.
    static func entries(in bytes: [UInt8]) throws(YAMLError) -> [YAMLNode.Entry] {
        let document = try YAMLParser.parse(bytes)
        guard case .mapping(let keys) = document.content, let entry = keys.first(where: { $0.key == "modules" }) else {
            throw YAMLError(document.mark, "it has no 'modules', with a kind and options below each name")
        }
        if let other = keys.first(where: { $0.key != "modules" }) {
            throw YAMLError(other.mark, "there is no key '\(other.key)'; there is modules")
        }
        if entry.value.isNull { return [] }
        guard case .mapping(let entries) = entry.value.content else {
            throw YAMLError(entry.value.mark, "'modules' has names with a module each below it")
        }
        return entries
    }

    static func module(_ entry: YAMLNode.Entry) throws(YAMLError) -> ExporterModule {
        do throws(YAMLError) {
            guard !entry.key.isEmpty, entry.key.utf8.allSatisfy(isNamePart) else {
                throw YAMLError(entry.mark, "its name may have letters, digits, '_', '-' and '.' only")
            }
            return try ModuleEntry(entry.value).module(entry.key)
        } catch {
            throw YAMLError(error.mark, "module '\(entry.key)': \(error.reason)")
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || "_-.".utf8.contains(byte)
    }
}
