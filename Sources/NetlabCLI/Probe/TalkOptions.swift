internal import ArgumentParser
internal import Platform
internal import Probing
internal import Wire

/// How lines are said and kept.
struct TalkOptions: ParsableArguments {
    @OptionGroup var text: TextOptions

    @Option(
        help: ArgumentHelp("Write each line with its time and who said it to this file.", valueName: "file"),
        completion: .file()
    )
    var transcript: String?

    /// Whether an option asks for a conversation.
    fileprivate var isUsed: Bool { transcript != nil || text.encoding != .utf8 }
}

extension MeasuringOptions {
    /// Whether an option asks for a measurement, which lines of somebody's are none of.
    fileprivate var isUsed: Bool {
        count != nil || interval != nil || lasting != nil || warmup != nil || wait || concurrency != 32
    }
}

extension ProbeOptions {
    /// What standard input is talked through, where it has lines and nothing asks for a measurement.
    ///
    /// - Parameter measures: Whether an option of the kind's own asks for one.
    /// - Throws: where options ask for both.
    func conversation(_ probe: Probe, _ talk: TalkOptions, measures: Bool) throws -> Conversing? {
        let measures = measures || measuring.isUsed || targets.need == .any || output.isForMeasuring
        let names = targets.targets
        if talk.isUsed {
            if measures {
                throw ValidationError("--transcript and --encoding are for lines that are typed, not for a measurement")
            }
            if names.count != 1 || names == ["-"] || !targets.file.isEmpty {
                throw ValidationError("--transcript and --encoding are for a conversation with one target")
            }
        }
        guard !measures, names.count == 1, names != ["-"], targets.file.isEmpty else { return nil }
        guard talk.isUsed || ByteFile.standardInput.offersLines else { return nil }
        let target = try TargetText(names[0], for: probe)
        guard target.isSingle else {
            if talk.isUsed { throw ValidationError("'\(names[0])' is more than one port to have a conversation with") }
            return nil
        }
        try socket.check([target.transport])
        var manner = Dialogue.Manner()
        manner.timeout = measuring.timeout
        manner.answerTimeout = measuring.timeout
        manner.maxBytes = Int64(measuring.maxBytes)
        manner.source = socket.source
        manner.options = socket.settings
        return Conversing(
            kind: probe.name,
            target: target,
            manner: manner,
            family: family.family,
            talk: talk,
            record: measuring.record,
            format: .text,
            style: output.color.style,
            needsLine: !talk.isUsed
        )
    }
}

extension TargetText {
    /// Whether it is one port, or a path.
    var isSingle: Bool {
        if case .internet(_, let ports) = place { ports.count == 1 } else { true }
    }
}
