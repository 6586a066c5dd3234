/// A value of a YAML document (YAML 1.2), and where it stands.
package struct YAMLNode: Sendable, Equatable {
    /// A place in a text: line and column, both from 1; a column is a Unicode scalar.
    package struct Mark: Sendable, Hashable, CustomStringConvertible {
        package let line: Int
        package let column: Int

        package var description: String { "line \(line), column \(column)" }
    }

    package enum Content: Sendable, Equatable {
        /// Text; a plain one, without quotes, may mean a number, a truth or nothing.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        /// In the order of the text; no key is there twice.
        case mapping([Entry])
    }

    package struct Entry: Sendable, Equatable {
        package let key: String
        package let mark: Mark
        package let value: YAMLNode
    }

    package let mark: Mark
    package let content: Content

    /// Whether it is nothing: an empty plain scalar, `~` or `null`.
    package var isNull: Bool {
        if case .scalar(let text, isPlain: true) = content { ["", "~", "null"].contains(text) } else { false }
    }
}

/// What is wrong with a YAML document, and where.
package struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    package let mark: YAMLNode.Mark
    package let reason: String

    package init(_ mark: YAMLNode.Mark, _ reason: String) {
        self.mark = mark
        self.reason = reason
    }

    package var description: String { "\(mark): \(reason)" }
}
