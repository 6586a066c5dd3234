internal import Glibc
internal import SystemPackage

extension ByteFile {
    /// Whether somebody or something may have lines to give: a terminal, pipe, file or socket, but not `/dev/null`, nor what is
    /// closed.
    package var offersLines: Bool {
        var status = stat()
        guard unsafe fstat(descriptor.rawValue, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFCHR || isTerminal
    }
}
