import Testing
import Wire

@Suite struct DecodeErrorTests {
    @Test(
        arguments: [
            (.truncated(layer: .tcp, needed: 20, available: 12), "TCP header cut short: 20 bytes needed, 12 captured"),
            (
                .malformed(layer: .ipv4, reason: .lengthTooSmall),
                "IPv4 header malformed: the length is too small for the header"
            ),
            (.unsupported(layer: .rawIP, number: 5), "raw IP header not supported: type 5"),
        ] as [(DecodeError, String)]
    )
    func `an error is one line that names the layer and the disagreement`(error: DecodeError, text: String) {
        #expect(error.description == text)
    }
}
