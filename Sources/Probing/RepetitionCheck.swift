/// Follows an answer and tells whether it is whole copies of a message.
///
/// A server reads what one recv brings, which of a long message may be the front: then the copies are of that front.
struct RepetitionCheck {
    private let message: [UInt8]
    /// How many bytes of the message each copy has.
    private var period: Int
    private var offset: Int64 = 0
    private var isAltered = false

    init(of message: [UInt8]) {
        self.message = message
        period = message.count
    }

    mutating func take(_ bytes: borrowing Span<UInt8>) {
        var position = Int(offset % Int64(max(1, period)))
        for index in bytes.indices where !isAltered {
            if position < message.count && bytes[index] == message[position] {
                position += 1
            } else if offset + Int64(index) == Int64(position), position > 0, bytes[index] == message[0] {
                // The first copy ends before the message does.
                period = position
                position = 1
            } else {
                isAltered = true
            }
            if position == period { position = 0 }
        }
        offset += Int64(bytes.count)
    }

    /// What to make of the answer if it ends here.
    var verdict: Outcome {
        if isAltered { return .altered }
        return offset > 0 && offset % Int64(period) == 0 ? .replied : .closedEarly
    }
}
