internal import Platform
internal import Resolving
internal import Wire

/// Exactly one call of the C library, an item a thread.
struct CallView: ResolveView {
    let pool: LookupPool
    let call: ResolverCall
    let family: NameService.Family
    let flags: [String]

    func run(_ items: [String], _ printer: inout ResolvePrinter, until stop: borrowing StopSignals?) throws {
        let (call, family, flags) = (call, family, flags)
        try pool.run(items, until: stop) { item -> CallResult.Answer in
            do throws(LookupTarget.Fault) {
                let request = try ResolverRequest(call, item, family: family, flags: flags)
                do throws(LookupFailure) {
                    return .returned(request, try request.make())
                } catch {
                    return .failed(request, error)
                }
            } catch {
                return .badArgument(error)
            }
        } _: { index, outcome in
            printer.add(items[index], CallResult(input: items[index], outcome: outcome))
        } idle: {
            try printer.flush()
        }
        try printer.flush()
    }
}

/// What a call returned.
enum ResolverReturn: Sendable, Equatable {
    case hostName(String)
    case qualifiedName(QualifiedName)
    case entry(HostEntry)
    case addressInfo(AddressInfo)
    case nameInfo(host: String, service: String)
}

extension ResolverRequest {
    /// Blocks for as long as the resolver does.
    fileprivate func make() throws(LookupFailure) -> ResolverReturn {
        switch arguments {
        case .none:
            .hostName(Process.hostName)
        case .host(let name):
            call == .getfqdn
                ? .qualifiedName(QualifiedName(name.isEmpty ? Process.hostName : name))
                : .entry(try NameService.hostEntry(of: name))
        case .address(let address):
            .entry(try NameService.hostEntry(of: address))
        case .addressInfo(let host, let service, let hints):
            .addressInfo(try NameService.addressInfo(of: host, service: service, hints))
        case .nameInfo(let address, let flags):
            try Self.nameInfo(address, flags)
        }
    }

    private static func nameInfo(
        _ address: SocketAddress,
        _ flags: NameInfoFlags
    ) throws(LookupFailure) -> ResolverReturn {
        let (host, service) = try NameService.nameInfo(of: address, flags)
        return .nameInfo(host: host, service: service)
    }
}
