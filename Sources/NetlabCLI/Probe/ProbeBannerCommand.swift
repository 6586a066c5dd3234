internal import ArgumentParser
internal import Platform
internal import Probing
internal import Wire

/// `netlab probe banner`: receives what a server says first, or goes through a dialogue with it.
struct ProbeBannerCommand: ProbeKindCommand {
    static let configuration = CommandConfiguration(
        commandName: "banner",
        abstract: "Receive what a server says first, or go through a dialogue with it.",
        discussion: """
            Shows what a server says until it pauses or closes, with everything escaped that a terminal could act on. \
            With --send it is asked something first, and with --expect a line of what it says has to match. A dialogue \
            has many such steps, and comes from a file, or ready for smtp, ftp, pop3, imap, ssh or telnet.

              netlab probe banner 127.0.0.1:22
              netlab probe banner --dialogue smtp 127.0.0.1
              netlab probe banner --send 'PING\\r\\n' --expect '^\\+PONG' 127.0.0.1:6379

            A file has a step a line: expect REGEX, expect-bytes HEX, send TEXT with escapes such as \\r\\n; and \
            comments behind #.
            """
    )

    @OptionGroup var payload: PayloadOptions

    @Option(
        help: ArgumentHelp(
            "A line of what comes has to match this, or bytes such as 0x5353482d have to come next.",
            valueName: "regex"
        )
    )
    var expect: String?

    @Option(
        help: ArgumentHelp(
            "Go through smtp, ftp, pop3, imap, ssh or telnet, or the steps in this file.",
            valueName: "name|file"
        ),
        completion: .file()
    )
    var dialogue: String?

    @Option(
        help: ArgumentHelp("How long nothing has to come for a pause (default: 300ms).", valueName: "duration"),
        transform: Value.duration
    )
    var quiet = Duration.milliseconds(300)

    @OptionGroup var options: ProbeOptions

    func validate() throws {
        if dialogue != nil, payload.bytes != nil || expect != nil {
            throw ValidationError("--dialogue says what is sent and expected, and so do --send and --expect")
        }
        if payload.bytes?.isEmpty == true { throw ValidationError("there is nothing to send") }
        if quiet <= .zero { throw ValidationError("--quiet must be more than 0") }
        if quiet >= options.measuring.timeout {
            throw ValidationError("--quiet is a part of --timeout, and has to be shorter")
        }
        _ = try expected()
    }

    func probe() throws -> Probe { .banner(try chosenDialogue(), quiet: quiet) }

    private func chosenDialogue() throws -> Script {
        guard let dialogue else {
            return Script(steps: (payload.bytes.map { [.send($0)] } ?? []) + (try expected()))
        }
        if let ready = try Script.ready(dialogue) { return ready }
        return try DialogueFile.read(dialogue)
    }

    private func expected() throws -> [Script.Step] {
        guard let expect else { return [] }
        if expect.hasPrefix("0x"), let bytes = EscapedText.bytes(hexadecimal: expect.dropFirst(2)), !bytes.isEmpty {
            return [.expectBytes(bytes)]
        }
        do throws(ScriptFault.Reason) {
            return [.expect(try LinePattern(expect))]
        } catch {
            throw ValidationError("--expect: \(error.text)")
        }
    }
}
