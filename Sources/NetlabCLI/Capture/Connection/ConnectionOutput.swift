internal import Rendering
internal import Streams
internal import Wire

/// The published members of a stream on how it was opened, reset, and refused by ICMP.
enum ConnectionOutput {
    static func write(_ json: inout JSONWriter, _ stream: TCPStream) {
        json.member("failedAttempt", stream.failedAttempt?.rawValue)
        if let reset = stream.reset {
            json.member("reset") { write(&$0, reset) }
        } else {
            json.unknown("reset")
        }
        let errors = stream.icmpErrors
        json.member("icmpErrors", array: errors.kinds) { write(&$0, $1) }
        json.member("furtherIcmpErrors", errors.others)
        json.member("handshakeNanoseconds", stream.establishedNanoseconds)
        let first = stream.firstRequest
        json.member("firstSender", first?.sender.sender)
        json.member("requestNanoseconds", first?.waitNanoseconds)
        json.member("answerNanoseconds", stream.answerNanoseconds)
        json.member("acknowledgmentNanoseconds", stream.acknowledgmentNanoseconds)
    }

    private static func write(_ json: inout JSONWriter, _ reset: Reset) {
        json.object {
            $0.member("sender", reset.sender.sender)
            $0.member("packet", reset.number)
            $0.member("elapsedNanoseconds", reset.elapsedNanoseconds)
            $0.member("silenceNanoseconds", reset.silenceNanoseconds)
            $0.member("stage", reset.stage?.rawValue)
            $0.member("clientBytes", reset.clientBytes)
            $0.member("serverBytes", reset.serverBytes)
            $0.member("unacknowledgedBytes", reset.unacknowledgedBytes)
        }
    }

    private static func write(_ json: inout JSONWriter, _ kind: ICMPErrors.Kind) {
        json.object {
            $0.member("message", kind.message.name)
            $0.member("type", kind.message.type)
            $0.member("code", kind.message.code)
            $0.member("mtuBytes", kind.message.mtu)
            $0.member("sender", kind.sender.description)
            $0.member("about", kind.about.rawValue)
            $0.member("count", kind.count)
            $0.member("packets", array: kind.numbers) { $0.value($1) }
        }
    }
}
