internal import CPlatform
internal import Glibc

/// This process and the system it runs on.
package enum Process {
    package static var identifier: Int { Int(getpid()) }

    package static var isRoot: Bool { geteuid() == 0 }

    /// How many processors are there for threads, at least 1.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// gethostname(2), empty where it fails.
    package static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The text of a setting under /proc/sys, such as `net/ipv4/tcp_congestion_control`, without the newline; nil where there is none.
    package static func kernelSetting(_ name: String) -> String? {
        guard let file = try? ByteFile.reading("/proc/sys/" + name) else { return nil }
        var bytes: [UInt8] = []
        guard let count = try? file.read(into: &bytes, limit: 4096), count > 0 else { return nil }
        return String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
    }

    /// A write to a closed pipe or socket, or beyond the largest size that a file may have, fails from here on with EPIPE or
    /// EFBIG, instead of ending the process.
    package static func ignoreWriteSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Memory that was freed in large blocks is the system's again from here on, whatever sizes there were before.
    package static func returnLargeBlocks() {
        _ = netlab_map_large_blocks()
    }

    /// exit(3).
    package static func exit(_ status: Int32) -> Never {
        Glibc.exit(status)
    }
}
