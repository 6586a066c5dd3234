import Testing
import Wire

@Suite struct TextEncodingTests {
    @Test(
        arguments: [
            (TextEncoding.ascii, [0x61, 0xe9, 0xc3, 0xa9], [.text("a"), .byte(0xe9), .byte(0xc3), .byte(0xa9)]),
            (.utf8, [0x61, 0xe9, 0xc3, 0xa9], [.text("a"), .byte(0xe9), .text("é")]),
            (.latin1, [0x61, 0xe9, 0xc3, 0xa9], [.text("aéÃ©")]),
            (.utf8, [0xf0, 0x9f, 0x98], [.byte(0xf0), .byte(0x9f), .byte(0x98)]),
            (.utf8, [0xed, 0xa0, 0x80], [.byte(0xed), .byte(0xa0), .byte(0x80)]),
            (.utf8, [], []), (.ascii, [], []), (.latin1, [], []),
        ] as [(TextEncoding, [UInt8], [TextEncoding.Piece])]
    )
    func `bytes are text or themselves`(encoding: TextEncoding, bytes: [UInt8], pieces: [TextEncoding.Piece]) {
        #expect(encoding.decoded(bytes) == pieces)
    }

    @Test func `a character that has no bytes is named`() {
        #expect(TextEncoding.ascii.encoded("aé") == .failure(UnencodableCharacter(scalar: "é")))
        #expect(TextEncoding.latin1.encoded("aé") == .success([0x61, 0xe9]))
        #expect(TextEncoding.latin1.encoded("a€") == .failure(UnencodableCharacter(scalar: "€")))
        #expect(TextEncoding.utf8.encoded("a€") == .success([0x61, 0xe2, 0x82, 0xac]))
    }

    @Test(arguments: TextEncoding.allCases)
    func `what an encoding reads as text it writes as the same bytes`(encoding: TextEncoding) {
        for byte in UInt8.min...UInt8.max {
            guard case .some(.text(let text)) = encoding.decoded([byte]).first else { continue }
            #expect(encoding.encoded(text) == .success([byte]))
        }
    }
}
