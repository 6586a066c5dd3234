internal import Platform
internal import Resolving
internal import Wire

/// What DNS servers say, many questions at once.
struct DirectView: ResolveView {
    let policy: DNSPolicy
    let types: [DNSType]
    let family: NameService.Family

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        var questions: [DNSQuestion] = []
        /// What becomes of the items in their order: how many questions each has, or why none.
        var plans: [Result<Int, DNSTarget.Fault>] = []
        for item in items {
            do throws(DNSTarget.Fault) {
                let asked = try DNSTarget(item).questions(types, family)
                questions += asked
                plans.append(.success(asked.count))
            } catch {
                plans.append(.failure(error))
            }
        }

        var run = try DNSRun(questions, policy)
        var lookups: ArraySlice<DNSLookup> = []
        /// That of the last answer, whose text is made once for many.
        var server = (address: SocketAddress(address: .any4, port: 0), text: "")
        for (item, plan) in zip(items, plans) {
            switch plan {
            case .failure(let fault): printer.add(item, FaultyName(input: item, fault: fault))
            case .success(let count):
                for _ in 0..<count {
                    if lookups.isEmpty {
                        try printer.flush()
                        lookups = try run.next(until: stop)?[...] ?? []
                    }
                    guard let lookup = lookups.popFirst() else { continue }
                    if server.address != lookup.best.server {
                        server = (lookup.best.server, lookup.best.server.serverText)
                    }
                    printer.add(item, DirectResult(input: item, lookup: lookup, serverText: server.text))
                }
            }
        }
        try printer.flush()
    }
}
