internal import Platform
internal import Rendering
internal import Serving

/// What was done to a connection on purpose, as a line and as members of an event.
enum FaultOutput {
    static func text(_ fault: Fault) -> String {
        let what =
            switch fault {
            case .refuse: "reset as it came"
            case .noRead: "nothing is read"
            case .rate(let bits): "at most \(Quantity.grouped(bits)) bits a second are sent"
            case .chunk(let bytes, let gap) where gap == .zero: "at most \(Quantity.counted(bytes, "byte")) at once"
            case .chunk(let bytes, let gap):
                "at most \(Quantity.counted(bytes, "byte")) at once, "
                    + "\(Quantity.duration(nanoseconds: gap.nanoseconds)) apart"
            case .delay(let duration): "an answer waits \(Quantity.duration(nanoseconds: duration.nanoseconds))"
            case .reset(let bytes): "reset after \(Quantity.counted(bytes, "byte"))"
            case .close(let bytes): "closed after \(Quantity.counted(bytes, "byte"))"
            case .halfClose(let bytes): "\(Quantity.counted(bytes, "byte")) not sent to a client that was done"
            }
        return "\(fault.name): \(what)"
    }

    static func members(_ json: inout JSONWriter, _ fault: Fault) {
        json.member("fault", fault.name)
        switch fault {
        case .refuse, .noRead: break
        case .rate(let bits): json.member("bitsPerSecond", bits)
        case .chunk(let bytes, let gap):
            json.member("bytes", bytes)
            json.member("gapMicroseconds", gap.nanoseconds / 1000)
        case .delay(let duration): json.member("delayMicroseconds", duration.nanoseconds / 1000)
        case .reset(let bytes), .close(let bytes): json.member("bytesSent", bytes)
        case .halfClose(let bytes): json.member("unsentBytes", bytes)
        }
    }
}
