internal import Glibc

/// The standard streams, where nobody is to read or write there any more.
package enum StandardDescriptors {
    /// Has those that the process was started without lead to /dev/null: the next file that is opened would be one of them, and
    /// be written to as standard output.
    ///
    /// To be called before anything is opened.
    package static func openMissing() {
        // open(2) takes the lowest number that is free.
        while true {
            let descriptor = unsafe open("/dev/null", O_RDWR)
            guard descriptor >= 0, descriptor <= STDERR_FILENO else {
                if descriptor >= 0 { Glibc.close(descriptor) }
                return
            }
        }
    }

    /// dup2(2) of /dev/null: the numbers stay taken.
    static func close(_ descriptors: Int32...) {
        let null = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return }
        for descriptor in descriptors { dup2(null, descriptor) }
        if null > STDERR_FILENO { Glibc.close(null) }
    }
}
