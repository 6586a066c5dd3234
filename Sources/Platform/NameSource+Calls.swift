internal import CPlatform
internal import Glibc
package import Wire

extension NameSource {
    /// The addresses of a name, by the functions that getaddrinfo(3) would call.
    ///
    /// Blocks for as long as the module does.
    package func answer(name: String, family: NameService.Family) -> Answer {
        guard let module = NameModule(self.name) else { return missing }
        switch family {
        case .any:
            if let call: netlab_name_to_tuples = unsafe module.function("gethostbyname4_r") {
                return unsafe tuples(of: name, call)
            }
            guard let six = hosts(of: name, AF_INET6, module), let four = hosts(of: name, AF_INET, module) else {
                return Answer(status: .unavailable, problem: .cannotLookUp)
            }
            return six.joined(with: four)
        case .ipv4, .ipv6:
            return hosts(of: name, family.number, module) ?? Answer(status: .unavailable, problem: .cannotLookUp)
        }
    }

    /// The names of an address, by the functions that gethostbyaddr_r(3) would call.
    ///
    /// Blocks for as long as the module does.
    package func answer(address: IPAddress) -> Answer {
        guard let module = NameModule(name) else { return missing }
        let (bytes, family) = address.networkForm
        let length = socklen_t(bytes.count)
        let subject = address.description
        if let call: netlab_address_to_host_with_lifetime = unsafe module.function("gethostbyaddr2_r") {
            return unsafe host(subject) { host, room, size, error, hostError in
                unsafe call(bytes, length, family, host, room, size, error, hostError, nil)
            }
        }
        if let call: netlab_address_to_host = unsafe module.function("gethostbyaddr_r") {
            return unsafe host(subject) { host, room, size, error, hostError in
                unsafe call(bytes, length, family, host, room, size, error, hostError)
            }
        }
        return Answer(status: .unavailable, problem: .cannotLookUp)
    }

    private var missing: Answer {
        Answer(status: .unavailable, problem: .notInstalled(library: NameModule.library(name)))
    }

    /// `gethostbyname3_r` or `gethostbyname2_r`; nil where the module has neither.
    private func hosts(of name: String, _ family: Int32, _ module: NameModule) -> Answer? {
        if let call: netlab_name_to_host_with_canonical_name = unsafe module.function("gethostbyname3_r") {
            return unsafe host(name) { host, room, size, error, hostError in
                unsafe call(name, family, host, room, size, error, hostError, nil, nil)
            }
        }
        if let call: netlab_name_to_host = unsafe module.function("gethostbyname2_r") {
            return unsafe host(name) { host, room, size, error, hostError in
                unsafe call(name, family, host, room, size, error, hostError)
            }
        }
        return nil
    }

    private func tuples(of name: String, _ call: netlab_name_to_tuples) -> Answer {
        unsafe withRoom(about: name) { room, size, error, hostError in
            var first: UnsafeMutablePointer<gaih_addrtuple>?
            var lifetime: Int32 = -1
            let status = unsafe call(name, &first, room, size, error, hostError, &lifetime)
            var answer = Answer(status: Status(status))
            if answer.status == .success, lifetime >= 0 { answer.timeToLiveSeconds = Int(lifetime) }
            var next = unsafe first
            while answer.status == .success, let tuple = unsafe next?.pointee {
                if answer.names.isEmpty, let name = unsafe tuple.name {
                    answer.names.append(unsafe String(cString: name))
                }
                if let address = unsafe SocketAddress(tuple) { answer.addresses.append(address) }
                unsafe next = tuple.next
            }
            return answer
        }
    }

    private typealias HostCall = (
        UnsafeMutablePointer<hostent>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<Int32>,
        UnsafeMutablePointer<Int32>
    ) -> nss_status

    private func host(_ subject: String, _ call: HostCall) -> Answer {
        unsafe withRoom(about: subject) { room, size, error, hostError in
            var host = unsafe hostent()
            var answer = Answer(status: Status(unsafe call(&host, room, size, error, hostError)))
            if answer.status == .success {
                let entry = unsafe HostEntry(host)
                answer.names = [entry.name] + entry.aliases
                answer.addresses = entry.addresses.map { SocketAddress(address: $0, port: 0) }
            }
            return answer
        }
    }

    /// Makes a call with ever more room until what it has to say fits.
    private func withRoom(
        about subject: String,
        _ call: (
            UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
        ) -> Answer
    ) -> Answer {
        var size = 1024
        while true {
            var error: Int32 = 0
            var hostError: Int32 = 0
            // Modules put pointers in it.
            let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
            defer { unsafe room.deallocate() }
            let start = unsafe room.bindMemory(to: CChar.self).baseAddress
            guard let start = unsafe start else { return Answer(status: .tryAgain) }
            var answer = unsafe call(start, size, &error, &hostError)
            let isShort = answer.status == .tryAgain && error == ERANGE && hostError == NETDB_INTERNAL
            guard isShort, size < 1 << 24 else {
                if answer.status != .success, hostError != 0 || error != 0 {
                    answer.problem = .failed(
                        LookupFailure(self.name, hostError: hostError, status: error, about: subject)
                    )
                }
                return answer
            }
            size *= 2
        }
    }
}

extension NameSource.Answer {
    /// What getaddrinfo(3) makes of a module's answers for IPv6 and for IPv4, where it has to ask for each by itself.
    fileprivate func joined(with four: Self) -> Self {
        if status == .success || four.status == .success {
            return NameSource.Answer(
                status: .success,
                names: names.isEmpty ? four.names : names,
                addresses: addresses + four.addresses
            )
        }
        if status == .tryAgain || four.status == .unavailable && status != .unavailable { return self }
        return four
    }
}

extension NameSource.Status {
    fileprivate init(_ status: nss_status) {
        self =
            switch status {
            case NSS_STATUS_SUCCESS: .success
            case NSS_STATUS_NOTFOUND: .notFound
            case NSS_STATUS_TRYAGAIN: .tryAgain
            default: .unavailable
            }
    }
}

extension SocketAddress {
    fileprivate init?(_ tuple: gaih_addrtuple) {
        let words = unsafe tuple.addr
        switch unsafe tuple.family {
        case AF_INET:
            self.init(address: .v4(UInt32(bigEndian: words.0)), port: 0)
        case AF_INET6:
            let bits = [words.0, words.1, words.2, words.3].reduce(UInt128(0)) {
                $0 << 32 | UInt128(UInt32(bigEndian: $1))
            }
            self.init(address: .v6(IPv6Address(bits)), port: 0, scope: unsafe tuple.scopeid)
        default:
            return nil
        }
    }
}
