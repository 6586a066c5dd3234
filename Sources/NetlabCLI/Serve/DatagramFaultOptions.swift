internal import ArgumentParser
internal import Serving

/// What goes wrong with UDP answers on purpose.
struct DatagramFaultOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Lose so many of a hundred UDP answers.", valueName: "percent"), transform: percent)
    var loss = 0.0

    @Option(
        help: ArgumentHelp("Send so many of a hundred UDP answers twice.", valueName: "percent"),
        transform: percent
    )
    var duplicate = 0.0

    @Option(
        help: ArgumentHelp("Send so many of a hundred UDP answers behind the next one.", valueName: "percent"),
        transform: percent
    )
    var reorder = 0.0

    @Option(
        help: ArgumentHelp("Cut UDP answers to this size.", valueName: "size"),
        transform: { try Value.size($0, in: 0...65_535) }
    )
    var truncate: Int?

    var faults: DatagramFaults {
        var faults = DatagramFaults()
        (faults.loss, faults.duplicate, faults.reorder) = (loss, duplicate, reorder)
        faults.truncate = truncate
        return faults
    }

    /// `12.5` or `12.5%`, as a part of 1.
    @Sendable private static func percent(_ text: String) throws -> Double {
        guard let value = Double(text.last == "%" ? text.dropLast() : text[...]), (0...100).contains(value) else {
            throw ValidationError("'\(text)' is not a percentage from 0 to 100")
        }
        return value / 100
    }
}
