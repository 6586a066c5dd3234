internal import ArgumentParser
internal import Wire

/// What `netlab byteorder` was asked for.
enum ByteOrderRequest {
    case host
    case calls(ByteOrderCall, [(text: String, word: Word)])
    case drawings([Drawing])
    /// The words of a file, `-` for standard input.
    case table(path: String, Word.Width)
    case swap(path: String, Word.Width)

    init(_ words: [String], _ options: ByteOrderOptions) throws(ValidationError) {
        let values = try Self.values(words)
        let readsStandardInput = values == ["-"] && options.file == nil
        if options.file != nil || options.swap || readsStandardInput {
            guard values.isEmpty || readsStandardInput else {
                let option = options.swap ? "--swap" : "--file"
                throw ValidationError("\(option) is for bytes that are read: it takes no value such as '\(values[0])'")
            }
            self = try Self.reading(options.file ?? "-", options)
        } else if let name = values.first, let call = ByteOrderCall(rawValue: name) {
            self = try Self.calling(call, values.dropFirst(), options)
        } else if values.isEmpty {
            if let option = options.forValues { throw ValidationError("\(option) is for values, and there is none") }
            self = .host
        } else {
            var drawings: [Drawing] = []
            for value in values { drawings.append(try Drawing(value, options)) }
            self = .drawings(drawings)
        }
    }

    private static func reading(_ path: String, _ options: ByteOrderOptions) throws(ValidationError) -> Self {
        if options.bytes { throw ValidationError("--bytes is for values: what is read is bytes anyway") }
        guard options.swap else {
            return .table(path: path, options.width ?? (options.float ? .bits64 : .bits16))
        }
        if let option = options.forReadings {
            throw ValidationError("\(option) is for values that are shown: --swap shows none")
        }
        guard let width = options.width else {
            throw ValidationError("--swap needs --width: how many bits each value has")
        }
        guard width != .bits8 else {
            throw ValidationError("--swap needs values of at least 16 bits: one byte has no order")
        }
        return .swap(path: path, width)
    }

    private static func calling(
        _ call: ByteOrderCall,
        _ values: ArraySlice<String>,
        _ options: ByteOrderOptions
    ) throws(ValidationError) -> Self {
        if let option = options.forValues {
            throw ValidationError(
                "\(option) is for values without a call: \(call) takes whole numbers of \(call.width.rawValue) bits"
            )
        }
        guard !values.isEmpty else {
            throw ValidationError("\(call) needs a value, as in 'netlab byteorder \(call) 80'")
        }
        var arguments: [(text: String, word: Word)] = []
        for value in values { arguments.append((value, try NumberText(value).argument(of: call))) }
        return .calls(call, arguments)
    }

    /// The words that are values: the parser hands over all that it does not know.
    private static func values(_ words: [String]) throws(ValidationError) -> [String] {
        let end = words.firstIndex(of: "--") ?? words.endIndex
        for word in words[..<end] where word.hasPrefix("-") && word != "-" && !NumberText.isNegative(word) {
            throw ValidationError("unknown option '\(word)'")
        }
        return Array(words[..<end] + words[end...].dropFirst())
    }
}

extension ByteOrderOptions {
    /// An option that was given and says how values are meant.
    fileprivate var forReadings: String? { signed ? "--signed" : float ? "--float" : nil }

    /// An option that was given and is for values or for what is read.
    fileprivate var forValues: String? { width != nil ? "--width" : bytes ? "--bytes" : forReadings }
}
