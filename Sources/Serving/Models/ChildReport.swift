internal import Platform
internal import SystemPackage

/// What a process that serves one client tells the one that accepted it: a line of words.
enum ChildReport: Equatable {
    case progress(Server.Event.Progress)
    case fault(Fault)
    case ended(Served)

    static let end = UInt8(ascii: "\n")

    /// With its end.
    var line: [UInt8] {
        let words =
            switch self {
            case .progress(.read(let bytes)): "read \(bytes)"
            case .progress(.write(let bytes)): "write \(bytes)"
            case .fault(let fault): "fault \(fault.name) \(Self.words(fault))"
            case .ended(let served):
                "ended \(served.bytesReceived) \(served.bytesSent) \(served.reads) \(served.writes) "
                    + "\(served.durationNanoseconds) \(Self.words(served.end))"
            }
        return Array(words.utf8) + [Self.end]
    }

    /// Reads a line, without its end, about the connection with these ends.
    init?(_ line: String, of client: Client.Ends) {
        let words = line.split(separator: " ")
        let numbers = words.map { Int($0) ?? 0 }
        switch words.first {
        case "read" where words.count == 2: self = .progress(.read(bytes: numbers[1]))
        case "write" where words.count == 2: self = .progress(.write(bytes: numbers[1]))
        case "fault" where words.count >= 2:
            guard let fault = Self.fault(String(words[1]), Array(numbers.dropFirst(2)) + [0, 0]) else { return nil }
            self = .fault(fault)
        case "ended" where words.count >= 7:
            var served = Served(client)
            served.bytesReceived = Int64(numbers[1])
            served.bytesSent = Int64(numbers[2])
            served.reads = numbers[3]
            served.writes = numbers[4]
            served.durationNanoseconds = Int64(numbers[5])
            guard let end = Self.end(words.dropFirst(6).map(String.init)) else { return nil }
            served.end = end
            self = .ended(served)
        default: return nil
        }
    }

    private static func words(_ fault: Fault) -> String {
        switch fault {
        case .refuse, .noRead: ""
        case .rate(let bits): "\(bits)"
        case .chunk(let bytes, let gap): "\(bytes) \(gap.nanoseconds)"
        case .delay(let duration): "\(duration.nanoseconds)"
        case .reset(let bytes), .close(let bytes): "\(bytes)"
        case .halfClose(let bytes): "\(bytes)"
        }
    }

    private static func fault(_ name: String, _ numbers: [Int]) -> Fault? {
        let faults: [Fault] = [
            .noRead, .rate(bitsPerSecond: numbers[0]),
            .chunk(bytes: numbers[0], gap: .nanoseconds(numbers[1])), .delay(.nanoseconds(numbers[0])),
            .reset(after: Int64(numbers[0])), .close(after: Int64(numbers[0])), .halfClose(unsent: numbers[0]),
        ]
        return faults.first { $0.name == name }
    }

    private static func words(_ end: Served.End) -> String {
        if case .failed(let failure) = end { "error \(failure.errno.rawValue) \(failure.call)" } else { end.name }
    }

    private static func end(_ words: [String]) -> Served.End? {
        if words.count >= 3, words[0] == "error", let number = Int32(words[1]) {
            return .failed(SystemFailure(words[2...].joined(separator: " "), Errno(rawValue: number)))
        }
        let ends: [Served.End] = [.fin, .reset, .idle, .limit, .drain, .fault]
        return ends.first { $0.name == words.first }
    }
}
