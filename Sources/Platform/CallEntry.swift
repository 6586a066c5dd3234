internal import Wire

/// The moment at which a system call was entered, on both clocks.
struct CallEntry {
    let time = Clock.now()
    private let monotonic = Clock.monotonicNanoseconds()

    var elapsedNanoseconds: Int64 { Clock.monotonicNanoseconds() - monotonic }
}

extension StreamSocket.Watch {
    /// Tells the recorder, if there is one, of a call that has just returned.
    func record(_ entry: CallEntry, _ call: String, failure: SystemFailure?, _ operation: () -> IOCall.Operation) {
        guard let recorder else { return }
        recorder.record(
            IOCall(
                connection: connection,
                call: call,
                operation: operation(),
                time: entry.time,
                durationNanoseconds: entry.elapsedNanoseconds,
                error: failure?.errnoName
            )
        )
    }
}
