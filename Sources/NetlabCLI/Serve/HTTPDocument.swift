internal import Rendering
internal import Serving
internal import Wire

/// The JSON that `netlab serve http` answers with.
enum HTTPDocument {
    static func json(of request: HTTPRequest, _ receipt: HTTPReceipt) -> [UInt8] {
        document { json in
            json.member("method", request.method)
            json.member("target", bytes: request.target)
            json.member("version", "HTTP/1.\(request.minorVersion)")
            json.member("headers", array: request.headers) { write(&$0, $1) }
            json.member("bodyBytes", request.body.count)
            json.member("body", bytes: request.body)
            json.member("trailers", array: request.trailers) { write(&$0, $1) }
            members(&json, receipt)
        }
    }

    static func json(of fault: HTTPFault, _ receipt: HTTPReceipt) -> [UInt8] {
        document { json in
            json.member("error", text(of: fault))
            members(&json, receipt)
        }
    }

    private static func document(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("schemaVersion", 1)
            members(&$0)
        }
        json.newline()
        return json.bytes
    }

    private static func members(_ json: inout JSONWriter, _ receipt: HTTPReceipt) {
        json.member("local", receipt.client.local.description)
        json.member("remote", receipt.client.remote.description)
        json.member("connection", receipt.connection)
        json.member("request", receipt.request)
        json.member("time", receipt.start.description)
        json.member("readMicroseconds", (receipt.end - receipt.start) / 1_000)
    }

    private static func write(_ json: inout JSONWriter, _ field: HTTPRequest.Field) {
        json.object {
            $0.member("name", field.name)
            $0.member("value", bytes: field.value)
        }
    }

    private static func text(of fault: HTTPFault) -> String {
        switch fault {
        case .requestLine: "the first line is not METHOD TARGET HTTP/1.1"
        case .version: "only HTTP/1.0 and HTTP/1.1 are spoken here"
        case .field: "a header field is not NAME: VALUE on one line"
        case .host: "there is not exactly one Host field"
        case .framing: "how long the body is cannot be told for sure"
        case .transferCoding: "the only transfer coding understood is chunked"
        case .expectation: "the only expectation understood is 100-continue"
        case .headersTooLarge(let limit): "the head is larger than \(Quantity.counted(limit, "byte"))"
        case .tooManyFields(let limit): "the head has more than \(Quantity.counted(limit, "field"))"
        case .bodyTooLarge(let limit): "the body is larger than \(Quantity.counted(limit, "byte"))"
        case .busy: "large requests of other clients take all the memory that there is for them"
        case .incomplete: "the client's end of the stream is in the middle of a request"
        }
    }
}

extension JSONWriter {
    /// Text under `key`; under a key that ends in `Base64` what is none, and null under the first.
    fileprivate mutating func member(_ key: String, bytes: [UInt8]) {
        // Most controls would take six characters each.
        let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f || 9...10 ~= $0 || $0 == 13 }
        if isText, let text = String(validating: bytes, as: UTF8.self) {
            member(key, text)
        } else {
            unknown(key)
            member(key + "Base64", Base64.encoded(bytes))
        }
    }
}
