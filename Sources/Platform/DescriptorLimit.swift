internal import CPlatform
internal import Glibc

/// How many descriptors this process may have open, RLIMIT_NOFILE.
package enum DescriptorLimit {
    /// Raises the limit as far as an ordinary process may; returns what it is then.
    package static func raise() -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(clamping: limit.rlim_cur)
    }

    /// Whether so many more may be opened now.
    package static func hasRoom(for count: Int) -> Bool {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        for _ in 0..<count {
            let descriptor = netlab_open_event()
            guard descriptor >= 0 else { return false }
            opened.append(descriptor)
        }
        return true
    }
}
