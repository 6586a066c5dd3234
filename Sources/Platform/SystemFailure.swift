internal import CPlatform
internal import Glibc
package import SystemPackage

/// A system call that failed: which one, and with what errno.
package struct SystemFailure: Error, Equatable, CustomStringConvertible {
    /// The call's name, as its manual page has it.
    package let call: String
    package let errno: Errno

    package init(_ call: String, _ errno: Errno) {
        self.call = call
        self.errno = errno
    }

    /// The failure that errno holds right after `call` returned.
    init(_ call: String) {
        self.init(call, Errno(rawValue: Glibc.errno))
    }

    /// The call may succeed when it is made again: it would have had to wait, or a signal came.
    package var isTemporary: Bool { errno == .wouldBlock || errno == .interrupted }

    /// The errno's symbolic name (`ECONNREFUSED`).
    package var errnoName: String {
        unsafe netlab_errno_name(errno.rawValue).map { unsafe String(cString: $0) } ?? "errno \(errno.rawValue)"
    }

    /// What went wrong in the C library's words, with a lower-case first letter.
    package var reason: String {
        // What `NewFile` does not open.
        if call == "openat", errno == .tooManySymbolicLinkLevels || errno == .tooManyLinks {
            return "it is a link, and others can change the folder"
        }
        let text = errno.description
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    package var description: String { "\(call): \(reason)" }
}
