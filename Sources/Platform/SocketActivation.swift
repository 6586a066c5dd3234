internal import Glibc

/// Sockets that a service manager hands over, by the environment that sd_listen_fds(3) describes.
package enum SocketActivation {
    package struct Passed: Sendable, Equatable {
        package let descriptor: Int32
        /// What the manager calls it; nil where it does not.
        package let name: String?
    }

    private static let firstDescriptor: Int32 = 3
    /// More than any manager hands over; a process has no more descriptors than that as a rule.
    private static let most: Int32 = 1024

    /// What is for this process, none of it a second time: children get no such environment.
    package static func take() -> [Passed] {
        let variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"].map(Terminal.environment)
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsafe unsetenv(name) }
        guard let process = variables[0].flatMap(pid_t.init), process == getpid(),
            let count = variables[1].flatMap(Int32.init), (1...most).contains(count)
        else { return [] }
        let names = variables[2]?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
        return (0..<count).map { index in
            let name = names.indices.contains(Int(index)) ? names[Int(index)] : ""
            return Passed(descriptor: firstDescriptor + index, name: name.isEmpty ? nil : name)
        }
    }
}
