internal import Platform

/// A service and what serves its clients.
struct Hall {
    let conditions: Conditions
    let model: any ServingModel

    var service: String { conditions.service.name }

    /// `descriptors` are what a process that serves one client is not to have.
    init(_ conditions: Conditions, closing descriptors: [Int32]) throws(SystemFailure) {
        self.conditions = conditions
        model =
            switch conditions.settings.model {
            // An event loop reads whatever it is told once a client has shut down its sending side.
            case .eventLoop where conditions.settings.faults.streams.isDeaf: try SelectModel(conditions)
            case .eventLoop: EventLoopModel(conditions)
            case .iterative, .thread: ThreadModel(conditions)
            case .fork: try ForkModel(conditions, listening: descriptors)
            case .select: try SelectModel(conditions)
            }
    }
}
