/// Packets of a capture as the system counts them, from its beginning; nil where it does not.
package struct CaptureStatistics: Hashable, Sendable {
    /// Those that passed the filter, whether or not they were dropped later.
    package var received: Int?
    /// Those for which there was no room.
    package var droppedByKernel: Int?
    /// Those that the interface or its driver lost.
    package var droppedByInterface: Int?

    package static let unknown = CaptureStatistics(received: nil, droppedByKernel: nil, droppedByInterface: nil)

    package init(received: Int?, droppedByKernel: Int?, droppedByInterface: Int?) {
        self.received = received
        self.droppedByKernel = droppedByKernel
        self.droppedByInterface = droppedByInterface
    }

    /// What two interfaces counted together: unknown where one of them is.
    package static func + (left: Self, right: Self) -> Self {
        func sum(_ key: KeyPath<Self, Int?>) -> Int? {
            guard let left = left[keyPath: key], let right = right[keyPath: key] else { return nil }
            return left &+ right
        }
        return Self(
            received: sum(\.received),
            droppedByKernel: sum(\.droppedByKernel),
            droppedByInterface: sum(\.droppedByInterface)
        )
    }
}
