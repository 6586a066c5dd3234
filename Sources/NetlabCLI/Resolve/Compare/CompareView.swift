internal import Platform
internal import Resolving
internal import Wire

/// What the system says of names and addresses, beside what each DNS server says.
struct CompareView: ResolveView {
    let pool: LookupPool
    let family: NameService.Family
    let policy: DNSPolicy

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        let comparer = Comparer(family: family, timeout: pool.timeout, policy: policy)
        // Each keeps the time itself, and ends soon behind it.
        let pool = LookupPool(concurrency: pool.concurrency, timeout: pool.timeout + .seconds(20))
        try pool.run(items, until: stop) { item in
            CompareResult.Answer(item, comparer)
        } _: { index, outcome in
            printer.add(items[index], CompareResult(input: items[index], outcome: outcome))
        } idle: {
            try printer.flush()
        }
        try printer.flush()
    }
}

extension CompareResult.Answer {
    fileprivate init(_ text: String, _ comparer: Comparer) {
        do throws(LookupTarget.Fault) {
            let target = try LookupTarget(text)
            do {
                self = .compared(try comparer.compare(target))
            } catch {
                self = .failed("\(error)")
            }
        } catch {
            self = .badName(error)
        }
    }
}
