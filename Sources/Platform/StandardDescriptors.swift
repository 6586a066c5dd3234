internal import Glibc

/// The standard streams, where nobody is to read or write there any more.
enum StandardDescriptors {
    /// dup2(2) of /dev/null: the numbers stay taken.
    static func close(_ descriptors: Int32...) {
        let null = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return }
        for descriptor in descriptors { dup2(null, descriptor) }
        if null > STDERR_FILENO { Glibc.close(null) }
    }
}
