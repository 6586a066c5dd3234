internal import ArgumentParser
internal import Capturing
internal import Composing
internal import Probing
internal import Rendering
internal import Streams

/// How an experiment is shown.
enum LabView: String, ExpressibleByArgument, CaseIterable {
    case lanes, ladder
}

/// `netlab capture lab`: a large message from write to segments to reads, on a private loopback.
struct LabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Send a large message over a private loopback and show what became of it.",
        discussion: """
            A client sends a short message, a server answers with many copies of it in one write, and libpcap \
            captures the segments in between. All of it happens in a network namespace of its own: nothing else is \
            captured, nothing else is disturbed, and no root is needed.

              netlab capture lab
              netlab capture lab --write-size 1000 --nodelay
              netlab capture lab --read-delay 50ms --receive-buffer 4096 --view ladder
            """
    )

    @Option(help: ArgumentHelp("The text that the client sends.", valueName: "text"))
    var message = "abc"

    @Option(
        help: ArgumentHelp("How many copies of it the server sends back (default: 10000).", valueName: "number"),
        transform: { try Value.count($0, in: 1...Int(LabRequest.maxBytes)) }
    )
    var times = 10_000

    @Option(
        help: ArgumentHelp("Bytes in each send of the server (default: all in one, up to 4 MiB).", valueName: "size"),
        transform: { try Value.size($0, in: 1...Int(LabRequest.maxBytes)) }
    )
    var writeSize: Int?

    @Option(
        help: ArgumentHelp("The server's pause between two sends.", valueName: "duration"),
        transform: Value.duration
    )
    var writeGap: Duration?

    @Option(
        help: ArgumentHelp("Bytes handed to each recv of the client (default: 8192).", valueName: "size"),
        transform: { try Value.size($0, in: 1...64 << 20) }
    )
    var receiveSize = 8192

    @Option(
        help: ArgumentHelp("The client's pause before each recv: a slow reader.", valueName: "duration"),
        transform: Value.duration
    )
    var readDelay: Duration?

    @Option(
        help: ArgumentHelp("The server's SO_SNDBUF; the kernel doubles it.", valueName: "size"),
        transform: { try Value.size($0, in: 1...1 << 30) }
    )
    var sendBuffer: Int?

    @Option(
        help: ArgumentHelp("The client's SO_RCVBUF; the kernel doubles it.", valueName: "size"),
        transform: { try Value.size($0, in: 1...1 << 30) }
    )
    var receiveBuffer: Int?

    @Flag(help: "Turn Nagle's algorithm off at both ends (TCP_NODELAY).")
    var nodelay = false

    @Option(
        help: ArgumentHelp("The loopback's MTU, from 576 and with -6 from 1280 (default: 1500).", valueName: "bytes"),
        transform: { try Value.count($0, in: 576...65_536) }
    )
    var mtu = 1500

    @Option(
        help: ArgumentHelp(
            "Segmentation offload: on or off. With it segments may be larger than a wire carries.",
            valueName: "state"
        )
    )
    var offload = Offload.off

    @Option(
        name: [.customShort("w", allowingJoined: true), .long],
        help: ArgumentHelp(
            "Save the packets as a pcap file too, or as pcapng where the name ends in .pcapng.",
            valueName: "file"
        ),
        completion: .file()
    )
    var write: String?

    @Option(help: ArgumentHelp("What is drawn: lanes over bytes, or the ladder over time.", valueName: "view"))
    var view = LabView.lanes

    @Option(
        help: ArgumentHelp(
            "Where the application's own units end, as --delimiter of 'netlab capture' takes it.",
            valueName: "delimiter"
        ),
        transform: DelimiterText.parse
    )
    var delimiter: Delimiter?

    @Flag(help: "Show all rows of long tables.")
    var all = false

    @OptionGroup var family: FamilyOptions
    @OptionGroup var output: OutputOptions

    enum Offload: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    func validate() throws {
        guard !message.isEmpty else { throw ValidationError("--message is empty: there is nothing to repeat") }
        guard Value.isWhole(message) else { throw ValidationError("--message is not valid UTF-8") }
        guard message.utf8.count <= 1_000_000 else {
            throw ValidationError("--message has more than 1,000,000 bytes")
        }
        let (bytes, overflow) = message.utf8.count.multipliedReportingOverflow(by: times)
        guard !overflow, bytes <= LabRequest.maxBytes else {
            throw ValidationError("--message repeated --times \(times) is more than 1 GiB")
        }
        if family.ipv6 && mtu < 1280 {
            throw ValidationError("--mtu \(mtu) is under 1,280, below which there is no IPv6 (RFC 8200)")
        }
        if writeGap != nil && writeSize == nil {
            throw ValidationError("--write-gap needs --write-size: one write has no gap")
        }
        if output.chosen != .text && view != .lanes {
            throw ValidationError("--view is for text; --format \(output.chosen.rawValue) has everything")
        }
        if write == "-" { throw ValidationError("-w needs a file's name: standard output has the report") }
    }

    private var request: LabRequest {
        LabRequest(
            message: Array(message.utf8),
            times: times,
            writeSize: writeSize,
            writeGap: writeGap ?? .zero,
            receiveSize: receiveSize,
            readDelay: readDelay ?? .zero,
            sendBuffer: sendBuffer,
            receiveBuffer: receiveBuffer,
            noDelay: nodelay,
            version: family.ipv6 ? .ipv6 : .ipv4,
            mtu: mtu,
            offload: offload == .on,
            savePath: write
        )
    }

    func run() throws {
        var report: LabReport
        var progress = ProgressLine()
        let total = Quantity.grouped(request.bytes)
        do {
            report = try Lab.prepare(request).run {
                progress.show("\(Quantity.grouped($0)) of \(total) bytes captured")
            }
        } catch {
            throw CommandFailure(error)
        }
        progress.clear()
        if let delimiter { report.find(delimiter, of: request.message, times: times) }
        for warning in report.capture.warnings { StandardError.write("netlab capture lab: \(warning.text)\n") }
        try StandardOutput.write(LabOutput(report: report, command: self).bytes)
        if report.client.outcome != .replied { throw report.client.outcome.status }
    }
}
