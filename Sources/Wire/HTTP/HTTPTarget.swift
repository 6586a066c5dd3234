/// What a request asks for: a path and the parameters behind it (RFC 3986), decoded.
package struct HTTPTarget: Sendable, Equatable {
    package struct Parameter: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Fault: Error, Sendable, Equatable {
        /// Neither a path nor a URL of http.
        case form
        /// A percent sign without two digits behind it, or bytes that are no UTF-8.
        case escape
    }

    package let path: String
    /// In their order, repeated ones too.
    package let parameters: [Parameter]

    /// Reads the target of a request in origin-form or absolute-form (RFC 9112 section 3.2).
    package init(_ target: [UInt8]) throws(Fault) {
        var rest = target[...]
        if target.starts(with: "http://".utf8) {
            rest = target.dropFirst(7).drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            if rest.first != UInt8(ascii: "/") { rest = [UInt8(ascii: "/")] + rest }
        }
        guard rest.first == UInt8(ascii: "/") else { throw .form }
        let head = rest.prefix { $0 != UInt8(ascii: "?") }
        path = try Self.decoded(head, isForm: false)
        var parameters: [Parameter] = []
        for pair in rest.dropFirst(head.count + 1).split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            parameters.append(
                Parameter(
                    name: try Self.decoded(name, isForm: true),
                    value: try Self.decoded(pair.dropFirst(name.count + 1), isForm: true)
                )
            )
        }
        self.parameters = parameters
    }

    /// In what a form sends, a plus sign is a space.
    private static func decoded(_ bytes: ArraySlice<UInt8>, isForm: Bool) throws(Fault) -> String {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else { throw .escape }
                decoded.append(high << 4 | low)
            case UInt8(ascii: "+") where isForm: decoded.append(UInt8(ascii: " "))
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .escape }
        return text
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        switch byte {
        case let byte? where (0x30...0x39).contains(byte): byte - 0x30
        case let byte? where (0x61...0x66).contains(byte | 0x20): (byte | 0x20) - 0x61 + 10
        default: nil
        }
    }
}
