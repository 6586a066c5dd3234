internal import CPlatform
internal import Glibc

/// SIGINT, SIGTERM and SIGHUP as something to wait for beside other descriptors, instead of something that strikes anywhere.
///
/// To be made while the process has one thread: threads started later inherit that the signals are blocked.
package struct StopSignals: ~Copyable {
    package enum Request: Sendable {
        case stop
        /// SIGUSR1: say how it goes, and go on.
        case report
        /// SIGHUP, where it does not stop: open the log anew, and go on.
        case reopen
    }

    private let hangupReopens: Bool

    let descriptor: Int32

    /// SIGUSR1 is among the signals only where it can be answered.
    ///
    /// SIGHUP stops, unless it is ignored or `reopening`.
    package init(reporting: Bool = false, reopening: Bool = false) throws(SystemFailure) {
        hangupReopens = reopening
        descriptor = netlab_open_stop_signals(reporting, reopening)
        guard descriptor >= 0 else { throw SystemFailure("signalfd") }
    }

    deinit {
        close(descriptor)
    }

    /// Lets SIGINT, SIGTERM and SIGHUP end this thread's process again as by default: for what comes after the waiting, which
    /// nothing but a result is lost by.
    package static func restore() { netlab_restore_stop_signals() }

    /// Whether they wait to be taken, instead of striking.
    static var areKept: Bool { netlab_stop_signals(false) }

    /// Whether one has arrived and was not taken.
    static var arePending: Bool { netlab_stop_signals(true) }

    /// Takes one signal that has arrived; nil where none has.
    package func take() -> Request? {
        // struct signalfd_siginfo is 128 bytes, the first four of them the signal's number (signalfd(2)).
        var information = [UInt8](repeating: 0, count: 128)
        let count = unsafe information.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        let number = unsafe information.withUnsafeBytes { unsafe $0.load(as: UInt32.self) }
        return switch number {
        case UInt32(SIGUSR1): .report
        case UInt32(SIGHUP) where hangupReopens: .reopen
        default: .stop
        }
    }
}
