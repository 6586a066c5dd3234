internal import Platform

extension ResolverConfiguration {
    /// As it is for this process now.
    package static var current: ResolverConfiguration {
        ResolverConfiguration(
            SystemFile.text(path) ?? "",
            localDomain: Terminal.environment("LOCALDOMAIN"),
            resolverOptions: Terminal.environment("RES_OPTIONS"),
            hostName: Process.hostName,
            interfaceNumber: { Interface(name: $0).number }
        )
    }
}
