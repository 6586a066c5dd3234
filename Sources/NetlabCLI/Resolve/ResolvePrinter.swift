internal import Platform
internal import Rendering

/// What one item came to, in every format.
protocol ResolveResult {
    var status: ExitStatus { get }

    /// Appends the answer for people: a line, and what belongs to it indented below.
    func append(to text: inout [UInt8], _ style: Style)

    /// The answer alone, a line each.
    var short: [String] { get }

    /// Why there is no answer, in a line that names the item.
    var complaint: String? { get }

    /// Whether the text is a result, and not for those who look for what went wrong.
    var isAnswer: Bool { get }

    /// What must stay the same for the answer to be the same, whatever the order.
    var facts: [String] { get }

    /// The members of its object in JSON, behind `input`.
    func members(_ json: inout JSONWriter)
}

extension ResolveResult {
    /// A well-formed no is an answer too.
    var isAnswer: Bool { status == .negative || complaint == nil }
}

/// A result whose text is made line by line.
protocol LinedResult: ResolveResult {
    func text(_ style: Style) -> [String]
}

extension LinedResult {
    func append(to text: inout [UInt8], _ style: Style) { text.append(lines: self.text(style)) }
}

extension [UInt8] {
    mutating func append(lines: [String]) {
        for line in lines {
            self += line.utf8
            append(UInt8(ascii: "\n"))
        }
    }
}

/// Something to ask, an item or many at once.
protocol ResolveView {
    /// - Throws: `Interruption` at a signal.
    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws
}

/// Prints results in the order in which they are handed over, and keeps the gravest of their statuses.
struct ResolvePrinter {
    private let format: OutputFormat
    private let style: Style
    private let isShort: Bool
    private let isWatching: Bool
    private var buffer: [UInt8] = []
    private(set) var status = ExitStatus.success
    private(set) var results = 0
    private var answered = 0
    private var progress = ProgressLine()
    /// The facts of each result of the round before, where rounds are watched.
    private var known: [[String]] = []
    /// How many results of this round there were.
    private var place = 0

    init(_ output: OutputOptions, isShort: Bool, isWatching: Bool = false) {
        self.isWatching = isWatching
        format = output.chosen
        style = output.style
        self.isShort = isShort
        if format == .ndjson {
            buffer = JSONWriter.line("start") { $0.member("schemaVersion", Self.schemaVersion) }
        }
    }

    static let schemaVersion = 1

    /// From here on the results are those of before anew: only what changed is printed.
    mutating func beginRound() throws {
        try flush()
        place = 0
    }

    mutating func add(_ input: String, _ result: some ResolveResult) {
        if isWatching {
            place += 1
            guard place > known.count else { return addChange(input, result) }
            known.append(result.facts)
        }
        results += 1
        if result.status == .success { answered += 1 }
        status = status.graver(result.status)
        switch format {
        case .text: addText(result)
        case .json:
            if results > 1 { buffer.append(UInt8(ascii: ",")) }
            var json = JSONWriter()
            json.object { Self.members(&$0, input, result) }
            buffer += json.bytes
        case .ndjson: buffer += JSONWriter.line("lookup") { Self.members(&$0, input, result) }
        }
        progress.show("\(Quantity.counted(results, "lookup")) done")
    }

    /// Writes what is at hand; a document waits for its end.
    mutating func flush() throws {
        guard format != .json, !buffer.isEmpty else { return }
        progress.clear()
        try StandardOutput.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes the rest, and throws the gravest status of the results where it is not success.
    ///
    /// Who interrupts a run that has results has got them.
    mutating func end(interrupted: Bool = false) throws {
        progress.clear()
        switch format {
        case .text: break
        case .json:
            let lookups = buffer
            buffer = Array("{\"schemaVersion\":\(Self.schemaVersion),\"lookups\":[".utf8) + lookups + Array("]}\n".utf8)
        case .ndjson:
            buffer += JSONWriter.line("summary") {
                $0.member("lookups", results)
                $0.member("answered", answered)
            }
        }
        try StandardOutput.write(buffer)
        buffer = []
        if interrupted { throw results > 0 ? ExitStatus.success : .interrupted }
        if status != .success { throw status }
    }

    private mutating func addChange(_ input: String, _ result: some ResolveResult) {
        let facts = result.facts
        let (earlier, later) = (Set(known[place - 1]), Set(facts))
        let added = facts.filter { !earlier.contains($0) }
        let removed = known[place - 1].filter { !later.contains($0) }
        guard !added.isEmpty || !removed.isEmpty else { return }
        known[place - 1] = facts
        let now = Clock.now()
        if format == .ndjson {
            buffer += JSONWriter.line("change") {
                $0.member("time", "\(now)")
                $0.member("added", strings: added)
                $0.member("removed", strings: removed)
                Self.members(&$0, input, result)
            }
            return
        }
        let heading = "\(style.text(VisibleText.escaped(input), .bold))  changed at \(Clock.text("%H:%M:%S", at: now))"
        buffer.append(lines: [heading] + removed.map { "  - " + $0 } + added.map { "  + " + $0 })
    }

    private mutating func addText(_ result: some ResolveResult) {
        // A no is none for $(...).
        if isShort ? result.complaint == nil : result.isAnswer {
            if isShort { buffer.append(lines: result.short) } else { result.append(to: &buffer, style) }
        } else if let complaint = result.complaint {
            try? flush()
            progress.clear()
            StandardError.write("netlab resolve: \(complaint)\n")
        }
    }

    private static func members(_ json: inout JSONWriter, _ input: String, _ result: some ResolveResult) {
        json.member("input", input)
        result.members(&json)
    }
}
