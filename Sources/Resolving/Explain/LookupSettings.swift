internal import Platform
internal import Wire

/// The files and variables that decide how names are looked up, read once.
package struct LookupSettings: Sendable {
    package let sources: HostSources
    package let hosts: HostsFile
    package let resolver: ResolverConfiguration
    package let policy: AddressPolicy
    /// The lines of the file that $HOSTALIASES names.
    package let aliases: String?
    /// Whether all lines of hosts(5) that have a name count, and not the first alone: `multi` of host.conf(5).
    package let isMulti: Bool
    /// What is in force and not as it is anywhere else, in the order in which it comes into play.
    package let inForce: [Setting]

    package static let sourcesPath = NameSwitch.path
    package static let hostsPath = "/etc/hosts"
    package static let policyPath = "/etc/gai.conf"
    package static let hostConfigurationPath = "/etc/host.conf"
    private static let cachePath = "/var/run/nscd/socket"

    /// As they are now.
    package init() {
        sources = HostSources(file: SystemFile.text(Self.sourcesPath) ?? "")
        hosts = HostsFile(file: SystemFile.text(Self.hostsPath) ?? "")
        resolver = .current
        let policyText = SystemFile.text(Self.policyPath) ?? ""
        policy = AddressPolicy(file: policyText)
        let aliasPath = Terminal.environment("HOSTALIASES")
        aliases = aliasPath.flatMap { SystemFile.text($0) }

        var settings = [sources.setting]
        if SystemFile.exists(Self.cachePath) {
            settings.append(Setting("nscd", "running", .file(Self.cachePath, line: nil)))
        }
        let hostText = SystemFile.text(Self.hostConfigurationPath) ?? ""
        var multi = Self.lines(of: hostText, Self.hostConfigurationPath, ["multi"])
        if let value = Terminal.environment("RESOLV_MULTI") {
            multi.append(Setting("multi", value, .environment("RESOLV_MULTI")))
        }
        isMulti = multi.last?.value == "on"
        settings += multi.suffix(1)
        if let aliasPath { settings.append(Setting("HOSTALIASES", aliasPath, .environment("HOSTALIASES"))) }
        settings += resolver.settings(
            text: SystemFile.text(ResolverConfiguration.path) ?? "",
            link: SystemFile.linkTarget(ResolverConfiguration.path)
        )
        inForce = settings + Self.lines(of: policyText, Self.policyPath, ["label", "precedence", "scopev4", "reload"])
    }

    /// The lines of a file that begin with one of the words.
    private static func lines(of text: String, _ path: String, _ keywords: Set<String>) -> [Setting] {
        text.numberedLines.compactMap { number, line in
            let words = line.words.map(String.init)
            guard let first = words.first, keywords.contains(first), words.count > 1 else { return nil }
            return Setting(first, words.dropFirst().joined(separator: " "), .file(path, line: number))
        }
    }
}

extension HostSources {
    /// The line as it counts.
    fileprivate var setting: Setting {
        Setting(
            "hosts",
            isMalformed ? "" : sources.map(\.name).joined(separator: " "),
            line.map { .file(LookupSettings.sourcesPath, line: $0) } ?? .builtIn
        )
    }
}

extension ResolverConfiguration {
    fileprivate func settings(text: String, link: String?) -> [Setting] {
        var settings: [Setting] = []
        if let link { settings.append(Setting("resolv.conf", link, .file(Self.path, line: nil))) }
        if let writer = ResolverFileWriter(link: link, text: text) {
            settings.append(Setting("writer", writer.rawValue, .file(Self.path, line: nil)))
        }
        for server in servers {
            let isUsual = server.value.port == 53 && server.value.scope == 0
            let value = isUsual ? server.value.address.description : server.value.description
            settings.append(Setting("nameserver", value, server.source.origin))
        }
        if !search.value.isEmpty {
            settings.append(Setting("search", search.value.joined(separator: " "), search.source.origin))
        }
        // Of two of a name the later counts.
        let names = options.map(\.value.name)
        for (index, option) in options.enumerated() where names.lastIndex(of: option.value.name) == index {
            let value = option.value.value.map { ":\($0)" } ?? ""
            settings.append(Setting("options", option.value.name + value, option.source.origin))
        }
        return settings
    }
}

extension ResolverConfiguration.Source {
    fileprivate var origin: Setting.Origin {
        switch self {
        case .line(let number): .file(ResolverConfiguration.path, line: number)
        case .environment(let name): .environment(name)
        case .hostName: .hostName
        case .builtIn: .builtIn
        }
    }
}
