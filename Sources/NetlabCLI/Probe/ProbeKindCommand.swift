internal import ArgumentParser
internal import Probing

/// A command that measures with one kind of probe; the keys of an exporter's module of that kind are its long options.
protocol ProbeKindCommand: ParsableCommand {
    var options: ProbeOptions { get }

    /// What the options make of the kind.
    func probe() throws -> Probe
}

extension ProbeKindCommand {
    func run() throws { try probe().run(options) }
}
