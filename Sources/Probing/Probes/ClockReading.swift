internal import Wire

/// What a peer's clock says, in whole seconds, held against ours.
struct ClockReading {
    /// Our time when the peer was asked.
    private(set) var asked: Timestamp?
    /// Our time when its answer began to come.
    private(set) var answered: Timestamp?

    mutating func ask(at time: Timestamp) {
        asked = time
        answered = nil
    }

    mutating func answer(at time: Timestamp) { answered = answered ?? time }

    /// The peer read its clock at some moment of `second`, and between our two times: half of what both leave open is the
    /// uncertainty.
    func offset(of second: Timestamp) -> Fact? {
        guard let asked, let answered else { return nil }
        let least = second.nanoseconds - answered.nanoseconds
        let most = second.nanoseconds + 1_000_000_000 - asked.nanoseconds
        return .clockOffset(
            nanoseconds: least + (most - least) / 2,
            uncertaintyNanoseconds: max(0, (most - least) / 2)
        )
    }
}
