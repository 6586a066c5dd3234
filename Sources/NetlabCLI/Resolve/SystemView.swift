internal import Platform
internal import Resolving
internal import Wire

/// What the system's resolver says, an item a thread.
struct SystemView: ResolveView {
    let pool: LookupPool
    let family: NameService.Family

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        let family = family
        try pool.run(items, until: stop) { item in
            SystemResult.Answer(item, family: family)
        } _: { index, outcome in
            printer.add(items[index], SystemResult(input: items[index], outcome: outcome))
        } idle: {
            try printer.flush()
        }
        try printer.flush()
    }
}

extension SystemResult.Answer {
    /// Blocks for as long as the resolver does.
    fileprivate init(_ text: String, family: NameService.Family) {
        do throws(LookupTarget.Fault) {
            switch try LookupTarget(text) {
            case .name(let name, let service):
                do throws(LookupFailure) {
                    self = .host(name, try HostLookup(name, service: service, family: family))
                } catch {
                    self = .failed(error)
                }
            case .address(let address):
                do throws(LookupFailure) {
                    self = .address(address, try AddressLookup(address))
                } catch {
                    self = .failed(error)
                }
            }
        } catch {
            self = .badName(error)
        }
    }
}
