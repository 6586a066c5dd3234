package import Platform
package import Probing
package import Wire

/// A way to probe that scrapes name.
package struct ExporterModule: Sendable {
    package let name: String
    package var probe: Probe
    package var plan: ProbePlan
    package var family: NameService.Family
    /// One address of a target that answers is enough.
    package var isContentWithAny: Bool
    /// What is asked for and accepted, where the kind is http.
    package var exchange: HTTPExchange?
    /// Whether what is sent is a query of the DNS.
    package var asksDNS = false
    /// Its keys with their values, as people have written them.
    package var settings: [Setting] = []

    package struct Setting: Sendable, Equatable {
        package let key: String
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    package init(
        name: String,
        probe: Probe,
        plan: ProbePlan = ProbePlan(),
        family: NameService.Family = .any,
        isContentWithAny: Bool = false
    ) {
        self.name = name
        self.probe = probe
        self.plan = plan
        self.family = family
        self.isContentWithAny = isContentWithAny
    }
}

/// What a scrape has probed: a host, whose name may have many addresses, and a port or a service.
package struct ExporterTarget: Sendable, Equatable {
    package let host: String
    package let service: String
    package let transport: Transport
    /// What of it is asked for, where the kind asks for something that has a URL.
    package let location: HTTPLocation?

    package init(host: String, service: String, transport: Transport, location: HTTPLocation? = nil) {
        self.host = host
        self.service = service
        self.transport = transport
        self.location = location
    }
}
