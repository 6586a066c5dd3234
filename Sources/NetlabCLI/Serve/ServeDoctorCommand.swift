internal import ArgumentParser
internal import Serving

/// `netlab serve doctor`: a therapist in the manner of Eliza.
struct ServeDoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Answer each message as a therapist would, in the manner of Eliza.",
        discussion: """
            Each client has a doctor of its own, who forgets nothing that it said and gives the same answers to the \
            same messages. 'bye' ends it.

              netlab serve doctor 127.0.0.1:5001
            """
    )

    @OptionGroup var text: TextOptions
    @OptionGroup var options: ServeOptions

    func run() throws {
        try ServeRun(service: .doctor(encoding: text.encoding), options: options, settings: options.settings()).run()
    }
}
