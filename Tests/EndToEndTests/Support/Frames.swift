import TestSupport

/// The frames of a capture of IPv4 over Ethernet, to be rewritten into what another capture could have been.
struct Frames {
    struct Frame {
        var nanoseconds: UInt64
        var bytes: [UInt8]
    }

    private let head: [UInt8]
    private(set) var frames: [Frame] = []
    private var random = SeededGenerator(state: 4)

    /// Takes a pcap file of this machine's byte order, with nanoseconds as netlab writes it; keeps its TCP segments.
    init(_ file: [UInt8]) {
        head = Array(file[..<24])
        var place = 24
        while place + 16 <= file.count {
            let words = stride(from: place, to: place + 16, by: 4).map { at in
                (0..<4).reduce(UInt64(0)) { $0 | UInt64(file[at + $1]) << (8 * $1) }
            }
            let bytes = Array(file[(place + 16)..<(place + 16 + Int(words[2]))])
            if bytes.isTCP { frames.append(Frame(nanoseconds: words[0] * 1_000_000_000 + words[1], bytes: bytes)) }
            place += 16 + Int(words[2])
        }
    }

    /// The same as a pcap file.
    var file: [UInt8] {
        frames.reduce(into: head) { file, frame in
            let size = UInt64(frame.bytes.count)
            for word in [frame.nanoseconds / 1_000_000_000, frame.nanoseconds % 1_000_000_000, size, size] {
                file += (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
            }
            file += frame.bytes
        }
    }

    /// Puts other headers, made for the packet's length, in place of the EtherType, and padding behind the packet.
    mutating func encapsulate(_ headers: (_ length: Int) -> [UInt8]) {
        for index in frames.indices {
            let bytes = frames[index].bytes
            let packet = bytes[14..<14 + Int(bytes[16]) * 256 + Int(bytes[17])]
            let padding = [UInt8](repeating: 0xee, count: 6)
            frames[index].bytes = Array(bytes[..<12]) + headers(packet.count) + packet + padding
        }
    }

    /// Makes the longest frame shorter, as if nobody had known of its end; returns its place.
    mutating func cutLongest(by count: Int) -> Int {
        let longest = frames.indices.max { frames[$0].bytes.count < frames[$1].bytes.count } ?? 0
        frames[longest].bytes.removeLast(count)
        return longest
    }

    /// Swaps frames with later ones, SYNs excepted; the times stay where they were.
    mutating func reorder() {
        let times = frames.map(\.nanoseconds)
        for place in frames.indices where !frames[place].bytes.isSYN && chance(of: 10) {
            let other = min(frames.count - 1, place + Int.random(in: 1...8, using: &random))
            frames.insert(frames.remove(at: place), at: other)
        }
        for (place, time) in times.enumerated() { frames[place].nanoseconds = time }
    }

    /// Takes some out, SYNs excepted.
    mutating func drop() {
        frames = frames.filter { $0.bytes.isSYN || !chance(of: 30) }
    }

    /// Sends some segments again at once, in other IP packets; no SYN or FIN.
    mutating func sendAgain() {
        frames = frames.flatMap { frame in
            guard frame.bytes.flags & 0x03 == 0, chance(of: 20) else { return [frame] }
            var again = frame
            again.bytes[18] ^= 0x55
            return [frame, again]
        }
    }

    /// Closes some windows, or nearly.
    mutating func changeWindows() {
        for place in frames.indices where chance(of: 50) {
            frames[place].bytes.window = [0, 0, 1, 502].randomElement(using: &random) ?? 0
        }
    }

    mutating func cutStart() {
        frames.removeFirst(frames.count / 4)
    }

    /// Moves all sequence numbers so that they wrap within the streams.
    mutating func wrap() {
        var shifts: [[UInt8]: UInt32] = [:]
        for place in frames.indices {
            let bytes = frames[place].bytes
            let shift = shifts[bytes.sender] ?? (0 &- 100_001 &- bytes.sequence)
            let isAnswer = bytes.flags & 0x10 != 0
            let other = isAnswer ? shifts[bytes.receiver] ?? (0 &- 100_003 &- bytes.acknowledgment) : nil
            shifts[bytes.sender] = shift
            if let other { shifts[bytes.receiver] = other }
            frames[place].bytes.shift(sequence: shift, acknowledgment: other ?? 0)
        }
    }

    /// Opens all connections a second time on the same ports, with other sequence numbers.
    mutating func reusePorts() {
        frames += frames.map { frame in
            var again = frame
            again.nanoseconds += 100_000_000_000
            again.bytes.shift(sequence: 77_777_777, acknowledgment: frame.bytes.flags & 0x10 == 0 ? 0 : 77_777_777)
            return again
        }
    }

    /// Lets both ends send a SYN, and then both a SYN+ACK.
    mutating func openAtOnce() {
        var opening: [[UInt8]: Frame] = [:]
        frames = frames.flatMap { frame in
            if frame.bytes.flags == 0x02 { opening[frame.bytes.sender] = frame }
            guard frame.bytes.flags == 0x12, let first = opening[frame.bytes.receiver] else { return [frame] }
            var (crossing, answer) = (frame, first)
            crossing.bytes.flags = 0x02
            crossing.bytes.shift(sequence: 0, acknowledgment: 0 &- frame.bytes.acknowledgment)
            answer.nanoseconds = frame.nanoseconds
            answer.bytes.flags = 0x12
            answer.bytes.shift(sequence: 0, acknowledgment: frame.bytes.sequence &+ 1 &- first.bytes.acknowledgment)
            return [crossing, answer, frame]
        }
    }

    /// Ends all connections with a reset instead of a FIN.
    mutating func reset() {
        for place in frames.indices where frames[place].bytes.flags & 0x01 != 0 { frames[place].bytes.flags ^= 0x05 }
    }

    private mutating func chance(of one: Int) -> Bool { Int.random(in: 1...one, using: &random) == 1 }
}

/// The fields of a segment within its frame.
extension [UInt8] {
    fileprivate var isTCP: Bool { count >= 54 && self[12] == 8 && self[13] == 0 && self[23] == 6 }
    private var tcp: Int { 14 + Int(self[14] & 15) * 4 }
    fileprivate var sender: [UInt8] { Array(self[26..<30] + self[tcp..<(tcp + 2)] + self[(tcp + 2)..<(tcp + 4)]) }
    fileprivate var receiver: [UInt8] { Array(self[30..<34] + self[(tcp + 2)..<(tcp + 4)] + self[tcp..<(tcp + 2)]) }
    fileprivate var isSYN: Bool { flags & 0x02 != 0 }
    fileprivate var sequence: UInt32 { word(tcp + 4) }
    fileprivate var acknowledgment: UInt32 { word(tcp + 8) }

    fileprivate var flags: UInt8 {
        get { self[tcp + 13] }
        set { self[tcp + 13] = newValue }
    }

    fileprivate var window: UInt16 {
        get { UInt16(self[tcp + 14]) << 8 | UInt16(self[tcp + 15]) }
        set { (self[tcp + 14], self[tcp + 15]) = (UInt8(newValue >> 8), UInt8(truncatingIfNeeded: newValue)) }
    }

    fileprivate mutating func shift(sequence: UInt32, acknowledgment: UInt32) {
        set(tcp + 4, self.sequence &+ sequence)
        set(tcp + 8, self.acknowledgment &+ acknowledgment)
    }

    private func word(_ place: Int) -> UInt32 { self[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) } }

    private mutating func set(_ place: Int, _ word: UInt32) {
        for index in 0..<4 { self[place + index] = UInt8(truncatingIfNeeded: word >> (24 - 8 * index)) }
    }
}
