internal import ArgumentParser
internal import Probing
internal import Wire

/// `netlab probe http`: makes a request, and says what was answered and when.
struct ProbeHTTPCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "Make an HTTP request, and say what was answered, how large, and when each part came.",
        discussion: """
            Makes a request of HTTP/1.1 to each address of each target, such as http://HOST:PORT/PATH or HOST/PATH, and \
            shows the answer's status, its sizes, and the times of the lookup of the name, the connection, the first \
            byte and the whole answer. Any status is an answer and so is status 0, unless --expect-status says which \
            it has to be. Without TLS, https cannot be probed.

              netlab probe http http://127.0.0.1:8080/
              netlab probe http --location --expect-status 2xx example.com
              netlab probe http --header 'Host: a.example' --method HEAD 127.0.0.1:8080/health
            """
    )

    /// Methods of which a server that answers without a body expects one.
    private static let withBody: Set = ["POST", "PUT", "PATCH"]

    @Option(
        help: ArgumentHelp("The method (default: GET, or POST with --body).", valueName: "method"),
        transform: {
            guard HTTPRequest.isMethod($0) else { throw ValidationError("'\($0)' is no method, such as GET or HEAD") }
            return $0
        }
    )
    var method: String?

    @Option(
        help: ArgumentHelp("Add a header field, or put it in place of one; may be repeated.", valueName: "name: value"),
        transform: HeaderFieldText.parse
    )
    var header: [HTTPRequest.Field] = []

    @Option(help: ArgumentHelp("Send this text.", valueName: "text"))
    var body: String?

    @Flag(help: "Go where an answer leads, at most 10 times.")
    var location = false

    @Option(
        help: ArgumentHelp("Statuses that the answer has to have, such as 200,404 or 2xx.", valueName: "list"),
        transform: Self.statuses
    )
    var expectStatus: Set<Int>?

    @Option(
        help: ArgumentHelp("The body has to match this somewhere; its first MiB counts.", valueName: "regex"),
        transform: { try Self.pattern($0, "--expect-body") }
    )
    var expectBody: LinePattern?

    @Option(
        help: ArgumentHelp("The body must not match this anywhere; its first MiB counts.", valueName: "regex"),
        transform: { try Self.pattern($0, "--reject-body") }
    )
    var rejectBody: LinePattern?

    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if let body, !Value.isWhole(body) { throw ValidationError("--body is not valid UTF-8") }
        guard location else { return }
        if options.measuring.plan.count != 1 {
            throw ValidationError("--location goes where one answer leads: leave out -c, -i, --for and --wait")
        }
        if body != nil || !["GET", "HEAD"].contains(method ?? "GET") {
            throw ValidationError("--location follows GET and HEAD: another request is not for another server")
        }
    }

    /// What is asked for.
    var exchange: HTTPExchange {
        var exchange = HTTPExchange()
        exchange.method = method ?? (body == nil ? "GET" : "POST")
        exchange.headers = header
        exchange.body = body.map { Array($0.utf8) } ?? (Self.withBody.contains(exchange.method) ? [] : nil)
        exchange.expected = expectStatus
        exchange.expectedBody = expectBody
        exchange.refusedBody = rejectBody
        exchange.follows = location
        return exchange
    }

    func probe() -> Probe { .http(exchange) }

    func run() throws {
        try probe().run(options, redirects: location ? Redirects(exchange, most: HTTPExchange.mostRedirects) : nil)
    }

    private static func pattern(_ text: String, _ option: String) throws -> LinePattern {
        do throws(ScriptFault.Reason) { return try LinePattern(text) } catch {
            throw ValidationError("\(option): \(error.text)")
        }
    }

    /// `200,404` or `2xx`.
    private static func statuses(_ list: String) throws -> Set<Int> {
        var statuses: Set<Int> = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            if text.count == 3, text.lowercased().hasSuffix("xx"), let hundreds = Int(text.prefix(1)), hundreds > 0 {
                statuses.formUnion(hundreds * 100..<(hundreds + 1) * 100)
            } else {
                statuses.insert(try Value.count(String(text), in: 100...999))
            }
        }
        return statuses
    }
}
