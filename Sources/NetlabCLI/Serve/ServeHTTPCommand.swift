internal import ArgumentParser
internal import Serving
internal import Wire

/// `netlab serve http`: answers any request with what came.
struct ServeHTTPCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "Answer any HTTP request with what it was, as JSON.",
        discussion: """
            HTTP/1.0 and 1.1, with the method, target, header fields, body, addresses and times as they came. \
            Requests may follow each other on a connection. What is no request is answered with 400 and the reason, \
            CONNECT with 405 where --status would be an agreement to it.

              netlab serve http 127.0.0.1:8080 --status 503 --header 'Retry-After: 5'
            """
    )

    @Option(
        help: ArgumentHelp("The status of the answers, 200 to 599 (default: 200).", valueName: "code"),
        transform: { try Value.count($0, in: 200...599) }
    )
    var status = 200

    @Option(help: ArgumentHelp("Answer with this text instead of JSON.", valueName: "text"))
    var body: String?

    @Option(
        help: ArgumentHelp("Add a header field to the answers; may be repeated.", valueName: "name: value"),
        transform: HeaderFieldText.parse
    )
    var header: [HTTPRequest.Field] = []

    @OptionGroup var options: ServeOptions

    func validate() throws {
        if body != nil && !HTTPResponse.hasContent(status: status) {
            throw ValidationError("an answer with status \(status) has no content: --body has no effect")
        }
    }

    func run() throws {
        let service = Service.http { [status, body, header] result, receipt in
            let hasType = header.contains { $0.name.lowercased() == "content-type" }
            func response(_ status: Int, _ type: String, _ body: [UInt8]) -> HTTPResponse {
                let fields =
                    hasType || !HTTPResponse.hasContent(status: status)
                    ? [] : [HTTPRequest.Field(name: "Content-Type", value: Array(type.utf8))]
                return HTTPResponse(status: status, headers: fields + header, body: body)
            }
            switch result {
            case .success(let request):
                if let body { return response(status, "text/plain; charset=utf-8", Array(body.utf8)) }
                return response(status, "application/json", HTTPDocument.json(of: request, receipt))
            case .failure(let fault):
                return response(fault.status, "application/json", HTTPDocument.json(of: fault, receipt))
            }
        }
        try ServeRun(service: service, options: options, settings: options.settings()).run()
    }
}
