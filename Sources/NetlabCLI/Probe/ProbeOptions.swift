internal import ArgumentParser
internal import Probing

/// What every kind of probe takes.
struct ProbeOptions: ParsableArguments {
    @OptionGroup var targets: TargetOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var socket: SocketOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: ProbeOutputOptions

    var plan: ProbePlan {
        var plan = measuring.plan
        plan.source = socket.source
        plan.options = socket.settings
        return plan
    }

    func validate() throws {
        if output.live && measuring.plan.count == 1 {
            throw ValidationError("--live shows many attempts: say how many with -c, or go on until Ctrl-C with -i 1s")
        }
    }
}
