internal import ArgumentParser
internal import Wire

/// A header field as it is typed: `Name: value`.
enum HeaderFieldText {
    static func parse(_ text: String) throws -> HTTPRequest.Field {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let field = HTTPRequest.Field(
            name: String(parts[0]),
            value: Array((parts.last ?? "").drop { $0 == " " }.utf8)
        )
        guard parts.count == 2, HTTPResponse.mayHave(field) else {
            throw ValidationError(
                "'\(text)' is no header field, such as 'Retry-After: 5', or one that says where the message ends"
            )
        }
        return field
    }
}
