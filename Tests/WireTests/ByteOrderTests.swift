import Testing
import Wire

@Suite struct ByteOrderTests {
    private let bytes = hex("ff 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10")

    @Test func `numbers are read in both orders`() {
        let span = bytes.span
        let big = (span.big16(at: 1), span.big32(at: 1), span.big64(at: 1), span.big128(at: 1))
        #expect(big.0 == 0x0102)
        #expect(big.1 == 0x0102_0304)
        #expect(big.2 == 0x0102_0304_0506_0708)
        #expect(big.3 == 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10)
        let little = (span.little16(at: 1), span.little32(at: 1), span.unsigned64(at: 1, .littleEndian))
        #expect(little.0 == 0x0201)
        #expect(little.1 == 0x0403_0201)
        #expect(little.2 == 0x0807_0605_0403_0201)
        let chosen = (span.unsigned16(at: 1, .bigEndian), span.unsigned32(at: 1, .littleEndian))
        #expect(chosen.0 == 0x0102)
        #expect(chosen.1 == 0x0403_0201)
    }

    @Test func `numbers are appended in both orders`() {
        var appended: [UInt8] = []
        appended.append(UInt16(0x0102), as: .bigEndian)
        appended.append(UInt32(0x0304_0506), as: .littleEndian)
        appended.append(Int64(-2), as: .bigEndian)
        #expect(appended == hex("01 02  06 05 04 03  ff ff ff ff ff ff ff fe"))
    }
}
