internal import Glibc

/// Unpredictable numbers (getentropy(3)), many fetched at once: a system call for each would cost more than what it is for.
package struct RandomNumbers: Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    package mutating func next() -> UInt16 {
        if bytes.isEmpty {
            // As many as one call gives.
            bytes = [UInt8](repeating: 0, count: 256)
            guard unsafe getentropy(&bytes, bytes.count) == 0 else {
                // A system without entropy's call has the generator's own way.
                bytes = []
                return .random(in: 0 ... .max)
            }
        }
        return UInt16(bytes.removeLast()) << 8 | UInt16(bytes.removeLast())
    }
}
