internal import Platform

/// The program that writes resolv.conf(5), as far as the file tells.
package enum ResolverFileWriter: String, Sendable, CaseIterable {
    case systemdResolved = "systemd-resolved"
    case networkManager = "NetworkManager"
    case resolvconf = "resolvconf"
    case dhclient = "dhclient"
    case dhcpcd = "dhcpcd"
    case udhcpc = "udhcpc"
    case connMan = "ConnMan"
    case netconfig = "netconfig"
    case docker = "Docker"
    case podman = "Podman"
    case wsl = "WSL"
    case tailscale = "Tailscale"
    case cloudInit = "cloud-init"

    /// - Parameters:
    ///   - link: Where the file is, if the path is a symbolic link.
    ///   - text: The file, whose comments may name who wrote them.
    package init?(link: String?, text: String) {
        let places: [(String, ResolverFileWriter)] = [
            ("/systemd/resolve/", .systemdResolved), ("/NetworkManager/", .networkManager),
            ("/resolvconf/", .resolvconf),
            ("/connman/", .connMan), ("/netconfig/", .netconfig), ("/wsl/", .wsl),
        ]
        if let link, let place = places.first(where: { link.contains($0.0) }) {
            self = place.1
            return
        }
        let comments = text.numberedLines.prefix(20).map(\.text.trimmedStart).filter {
            $0.hasPrefix("#") || $0.hasPrefix(";")
        }
        .joined(separator: "\n").lowercased()
        // A more telling word goes before one that it may stand beside.
        let words: [(String, ResolverFileWriter)] = [
            ("systemd-resolved", .systemdResolved), ("networkmanager", .networkManager), ("docker", .docker),
            ("podman", .podman), ("tailscale", .tailscale), ("wsl", .wsl), ("dhclient", .dhclient), ("dhcpcd", .dhcpcd),
            ("udhcpc", .udhcpc), ("connection manager", .connMan), ("connman", .connMan), ("netconfig", .netconfig),
            ("cloud-init", .cloudInit), ("resolvconf", .resolvconf),
        ]
        guard let word = words.first(where: { comments.contains($0.0) }) else { return nil }
        self = word.1
    }
}

extension Substring {
    fileprivate var trimmedStart: Substring { drop(while: \.isWhitespace) }
}
