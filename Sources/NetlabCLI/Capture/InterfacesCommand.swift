internal import ArgumentParser
internal import Pcap
internal import Rendering

/// `netlab capture interfaces`: what `-i` may name.
struct InterfacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interfaces",
        abstract: "List what can be captured on.",
        discussion: """
            Lists the interfaces that -i may name, with their addresses. To list them needs no root; to capture on them \
            does, or the capability CAP_NET_RAW.

              netlab capture interfaces
            """
    )

    @OptionGroup var output: OutputOptions

    func run() throws {
        let devices: [CaptureDevice]
        do {
            devices = try CaptureDevice.all()
        } catch {
            throw CommandFailure(error)
        }
        let result = InterfacesOutput(devices: devices)
        switch output.chosen {
        case .text: try StandardOutput.write(TerminalText.joined(result.lines(output.style)))
        case .json: try StandardOutput.write(result.document)
        case .ndjson: try StandardOutput.write(result.events)
        }
    }
}
