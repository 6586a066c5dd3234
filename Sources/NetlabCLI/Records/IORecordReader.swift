internal import FoundationEssentials
internal import Platform
internal import Streams
internal import Wire

/// Reads an I/O record, whoever wrote it.
struct IORecordReader {
    /// A record holds a line of some 200 bytes a call: so many bytes are more than a million of them.
    private static let largestFile = 1 << 30

    private let path: String
    private let bytes: [UInt8]

    /// Reads the file whole, and not yet what it says; `-` is standard input.
    ///
    /// - Throws: 66 where there is none, 77 where it may not be read, 65 where it is too large.
    init(_ path: String) throws(CommandFailure) {
        self.path = path
        bytes = try Self.bytes(of: path)
    }

    /// What it says, and whether its last line was cut and left out, as where its writer was killed or had no more room.
    ///
    /// - Throws: 65 with the line's number where it is no record.
    func read() throws(CommandFailure) -> (record: CallRecord, isCut: Bool) {
        var header: IORecordHeader?
        var calls: [IOCall] = []
        let decoder = JSONDecoder()
        var rest = bytes[...]
        var number = 0
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            let isEnded = line.endIndex < rest.endIndex
            rest = rest.dropFirst(line.count + 1)
            number += 1
            guard !line.isEmpty else { continue }
            do {
                let line = try decoder.decode(Line.self, from: Data(line))
                if header == nil {
                    header = try line.asHeader()
                } else if let call = try line.asCall() {
                    calls.append(call)
                }
            } catch {
                if let header, !isEnded, !(error is LineError) {
                    return (CallRecord(header: header, calls: calls), true)
                }
                let reason = (error as? LineError)?.reason ?? "it is not a JSON object of the right shape"
                throw CommandFailure(
                    status: .malformedInput,
                    cause: "'\(path)' is no I/O record: line \(number): \(reason)"
                )
            }
        }
        guard let header else {
            throw CommandFailure(status: .malformedInput, cause: "'\(path)' is no I/O record: it is empty")
        }
        return (CallRecord(header: header, calls: calls), false)
    }

    private static func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            let file = path == "-" ? ByteFile.standardInput : try ByteFile.reading(path)
            while try file.read(into: &bytes, limit: 1 << 20) > 0 {
                guard bytes.count <= largestFile else {
                    throw CommandFailure(status: .malformedInput, cause: "'\(path)' is too large for an I/O record")
                }
            }
        } catch let failure as SystemFailure {
            throw .unreadable(path, failure)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(status: .internalError, cause: "cannot read '\(path)'")
        }
        return bytes
    }

    private struct LineError: Error {
        let reason: String
    }

    /// Every key that a line may have; which of them it must have depends on its event.
    private struct Line: Decodable {
        let event: String
        let schemaVersion: Int?
        let record: String?
        let recorder: String?
        let host: String?
        let process: Int?
        let program: String?
        let connection: Int?
        let call: String?
        let local: String?
        let remote: String?
        let offset: Int64?
        let datagram: Int64?
        let truncatedBytes: Int64?
        let bytes: Int64?
        let requestedBytes: Int64?
        let option: String?
        let value: Int64?
        let how: String?
        let reason: String?
        let error: String?
        let flags: [String]?
        let time: String?
        let durationNanoseconds: Int64?

        func asHeader() throws -> IORecordHeader {
            guard event == "start", record == "socket-io" else {
                throw LineError(reason: "a start event with \"record\":\"socket-io\" is missing")
            }
            guard schemaVersion == 1 else { throw LineError(reason: "its schemaVersion is not 1") }
            return IORecordHeader(
                recorder: recorder ?? "unknown",
                host: host ?? "",
                process: process ?? 0,
                program: program ?? ""
            )
        }

        /// Nil for an event that this version does not know.
        func asCall() throws -> IOCall? {
            guard let operation = try operation() else { return nil }
            let time = try require(time, "time")
            guard let time = Timestamp(time) else { throw LineError(reason: "'\(time)' is no RFC 3339 time in UTC") }
            return IOCall(
                connection: try require(connection, "connection"),
                call: call ?? event,
                operation: operation,
                time: time,
                durationNanoseconds: max(0, durationNanoseconds ?? 0),
                error: error,
                flags: flags ?? []
            )
        }

        private func operation() throws -> IOCall.Operation? {
            if let datagram, let direction = IOCall.Direction(rawValue: event) {
                return .datagram(
                    direction,
                    number: try length(datagram),
                    bytes: try length(bytes),
                    requestedBytes: try length(requestedBytes),
                    truncatedBytes: try length(truncatedBytes)
                )
            }
            return switch event {
            case "open": .open(local: try address(local), remote: try address(remote))
            case "read":
                .read(offset: try position(), bytes: try length(bytes), requestedBytes: try length(requestedBytes))
            case "write":
                .write(offset: try position(), bytes: try length(bytes), requestedBytes: try length(requestedBytes))
            case "option": .option(name: try require(option, "option"), value: value ?? 0)
            case "shutdown": .shutdown(how: how ?? "")
            case "close": .close(reason: reason ?? "")
            default: nil
            }
        }

        private func require<Value>(_ value: Value?, _ key: String) throws -> Value {
            guard let value else { throw LineError(reason: "'\(key)' is missing") }
            return value
        }

        private func address(_ text: String?) throws -> SocketName? {
            guard let text else { return nil }
            guard let address = SocketName(text) else { throw LineError(reason: "'\(text)' is no address") }
            return address
        }

        /// A place in a stream: as many bytes as any real connection carries, and sums of two still fit.
        private func position() throws -> Int64 {
            try length(try require(offset, "offset"))
        }

        private func length(_ value: Int64?) throws -> Int64 {
            let value = value ?? 0
            guard (0...Int64(1) << 60).contains(value) else {
                throw LineError(reason: "\(value) is no number of bytes")
            }
            return value
        }
    }
}
