internal import ArgumentParser
internal import Serving

/// What a server is to do wrong on purpose.
struct FaultOptions: ParsableArguments {
    enum HalfClose: String, ExpressibleByArgument, CaseIterable {
        case keep, close
    }

    @Option(
        help: ArgumentHelp(
            "Wait before each answer, such as 25ms or 25ms±5ms (also 25ms+-5ms).",
            valueName: "duration"
        ),
        transform: {
            let (mean, jitter) = try Value.spread($0)
            guard jitter <= mean else { throw ValidationError("'\($0)' may be less than no delay at all") }
            return Faults.Delay(mean, jitter: jitter)
        }
    )
    var delay: Faults.Delay?

    @Option(
        help: ArgumentHelp("Send at most so many bits a second, such as 64kbit.", valueName: "rate"),
        transform: Value.rate
    )
    var rate: Int?

    @Option(
        help: ArgumentHelp("Send at most so many bytes at once.", valueName: "size"),
        transform: { try Value.size($0, in: 1...1 << 30) }
    )
    var chunk: Int?

    @Option(
        help: ArgumentHelp("Wait so long between two chunks.", valueName: "duration"),
        transform: Value.duration
    )
    var chunkGap: Duration?

    @Option(
        help: ArgumentHelp("Reset a connection once so many bytes were sent.", valueName: "size"),
        transform: { try Value.size($0, in: 0...Int.max) }
    )
    var resetAfter: Int?

    @Option(
        help: ArgumentHelp("Close a connection once so many bytes were sent.", valueName: "size"),
        transform: { try Value.size($0, in: 0...Int.max) }
    )
    var closeAfter: Int?

    @Option(help: "Whether a client that has shut down its sending side gets the rest: keep, close (default: keep).")
    var halfClose = HalfClose.keep

    @Flag(help: "Read nothing, so that the client's window closes.")
    var noRead = false

    @Option(
        help: ArgumentHelp("Reset so many of a hundred connections as they come.", valueName: "percent"),
        transform: Value.percent
    )
    var refuse = 0

    @Option(
        help: ArgumentHelp("Draw random faults from this number, to have the same again.", valueName: "number"),
        transform: {
            guard let seed = UInt64($0) else { throw ValidationError("'\($0)' is not a whole number of 64 bits") }
            return seed
        }
    )
    var seed: UInt64?

    func validate() throws {
        if chunkGap != nil && chunk == nil { throw ValidationError("--chunk-gap needs --chunk") }
        if resetAfter != nil && closeAfter != nil {
            throw ValidationError("--reset-after and --close-after both end a connection; choose one")
        }
        if resetAfter ?? closeAfter == 0 && (delay != nil || rate != nil || chunk != nil) {
            throw ValidationError("where nothing is sent, there is nothing to delay, slow down or cut")
        }
        if noRead && halfClose == .close {
            throw ValidationError("--no-read sees no end of the client's that --half-close could act on")
        }
    }

    /// Without a seed, which is for all endpoints.
    var faults: Faults {
        var faults = Faults()
        faults.delay = delay
        faults.rate = rate
        faults.chunk = chunk
        faults.chunkGap = chunkGap ?? .zero
        if let resetAfter { faults.ending = .reset(after: Int64(resetAfter)) }
        if let closeAfter { faults.ending = .close(after: Int64(closeAfter)) }
        faults.isDeaf = noRead
        faults.closesHalfClosed = halfClose == .close
        faults.refusedPercent = refuse
        return faults
    }
}
