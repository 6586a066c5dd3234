internal import CYAML

/// Reads a YAML document with libyaml, which also reads JSON.
package enum YAMLDocument {
    /// The document in `bytes`, which are UTF-8, or UTF-16 behind a byte order mark; an empty one is null.
    ///
    /// Tags are refused: no setting has use for them. So are what would take memory without bound, nesting deeper than
    /// `deepest` and aliases that make more than `mostNodes` of a document.
    /// - Throws: what is wrong, in libyaml's words where it is not YAML, and where.
    package static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
        if let message = unsafe netlab_load_yaml() {
            throw YAMLError(nil, "cannot load libyaml (install libyaml-0-2): \(unsafe String(cString: message))")
        }
        // Bytes are handed over for one call alone, and errors of a closure have no type.
        let result = unsafe bytes.withUnsafeBufferPointer { bytes -> Result<YAMLNode, YAMLError> in
            do throws(YAMLError) {
                var parser = unsafe YAMLEventParser(bytes)
                defer { parser.close() }
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    static let deepest = 64
    static let mostNodes = 100_000
}

/// Makes nodes of libyaml's events.
@safe
private struct YAMLEventParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// What has an anchor, and how many nodes it is made of.
    private var anchors: [String: (node: YAMLNode, count: Int)] = [:]
    private var count = 0

    /// `bytes` have to be there until the last event.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        // Fails where there is no memory alone; then there is no input either, which is an error at the first event.
        if unsafe yaml_parser_initialize(parser) == 1 {
            unsafe yaml_parser_set_input_string(parser, bytes.baseAddress ?? UnsafePointer(bitPattern: 1), bytes.count)
        }
    }

    func close() {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
    }

    private enum Content {
        case scalar(String, isPlain: Bool)
        case alias(String)
        case sequence, mapping
        /// The end of a sequence or a mapping.
        case end
        case documentStart
        /// The end of the document or of the input.
        case none
    }

    private struct Event {
        let content: Content
        let mark: YAMLNode.Mark
        var anchor: String?
        var isTagged = false
    }

    mutating func document() throws(YAMLError) -> YAMLNode {
        guard case .documentStart = try next().content else {
            return YAMLNode(mark: YAMLNode.Mark(line: 1, column: 1), content: .scalar("", isPlain: true))
        }
        let document = try node(try next(), depth: 0)
        _ = try next()
        let rest = try next()
        if case .documentStart = rest.content { throw YAMLError(rest.mark, "a second document begins here") }
        return document
    }

    private mutating func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode {
        guard !event.isTagged else { throw YAMLError(event.mark, "it has a tag, which nothing here has use for") }
        guard depth < YAMLDocument.deepest else {
            throw YAMLError(event.mark, "it is nested more than \(YAMLDocument.deepest) deep")
        }
        let before = count
        try note(1, event.mark)
        let content: YAMLNode.Content
        switch event.content {
        case .scalar(let text, let isPlain): content = .scalar(text, isPlain: isPlain)
        case .alias(let name):
            guard let (node, size) = anchors[name] else {
                throw YAMLError(event.mark, "no '&\(name)' stands before it")
            }
            try note(size, event.mark)
            return YAMLNode(mark: event.mark, content: node.content)
        case .sequence:
            var items: [YAMLNode] = []
            while let item = try inner() { items.append(try node(item, depth: depth + 1)) }
            content = .sequence(items)
        case .mapping: content = .mapping(try entries(depth: depth + 1))
        case .end, .documentStart, .none: throw YAMLError(event.mark, "a value is missing")
        }
        let node = YAMLNode(mark: event.mark, content: content)
        if let anchor = event.anchor { anchors[anchor] = (node, count - before) }
        return node
    }

    private mutating func entries(depth: Int) throws(YAMLError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var keys: Set<String> = []
        while let event = try inner() {
            guard case .scalar(let key, _) = try node(event, depth: depth).content else {
                throw YAMLError(event.mark, "a key has to be text")
            }
            guard keys.insert(key).inserted else { throw YAMLError(event.mark, "'\(key)' is there twice") }
            let value = try node(try next(), depth: depth)
            entries.append(YAMLNode.Entry(key: key, mark: event.mark, value: value))
        }
        return entries
    }

    private mutating func note(_ nodes: Int, _ mark: YAMLNode.Mark) throws(YAMLError) {
        count += nodes
        guard count <= YAMLDocument.mostNodes else {
            throw YAMLError(mark, "there are more than \(YAMLDocument.mostNodes) values")
        }
    }

    /// The next event within a sequence or a mapping; nil at its end.
    private mutating func inner() throws(YAMLError) -> Event? {
        let event = try next()
        if case .end = event.content { return nil }
        return event
    }

    private mutating func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        defer { unsafe yaml_event_delete(&event) }
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw error() }
        let mark = unsafe Self.mark(event.start_mark)
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return try next()
        case YAML_DOCUMENT_START_EVENT: return Event(content: .documentStart, mark: mark)
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe Event(
                content: .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain),
                mark: mark,
                anchor: Self.text(scalar.anchor),
                isTagged: scalar.tag != nil
            )
        case YAML_ALIAS_EVENT:
            return unsafe Event(content: .alias(Self.text(event.data.alias.anchor) ?? ""), mark: mark)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe Event(
                content: .sequence,
                mark: mark,
                anchor: Self.text(start.anchor),
                isTagged: start.tag != nil
            )
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe Event(
                content: .mapping,
                mark: mark,
                anchor: Self.text(start.anchor),
                isTagged: start.tag != nil
            )
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(content: .end, mark: mark)
        default: return Event(content: .none, mark: mark)
        }
    }

    private func error() -> YAMLError {
        let reason = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "there is no memory for it"
        // What is no text has a byte's place alone.
        guard unsafe parser.pointee.error != YAML_READER_ERROR else {
            return YAMLError(nil, "byte \(unsafe parser.pointee.problem_offset): \(reason)")
        }
        return YAMLError(unsafe Self.mark(parser.pointee.problem_mark), reason)
    }

    private static func mark(_ mark: yaml_mark_t) -> YAMLNode.Mark {
        YAMLNode.Mark(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }

    private static func text(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe text.map { unsafe String(cString: $0) }
    }
}
