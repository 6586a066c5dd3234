import Platform
import Resolving
import Testing
import Wire

@Suite struct NumericFormTests {
    @Test(arguments: [
        "127.1", "127.0.1", "010.0.0.1", "0x7f.1", "0x7f000001", "2130706433", "0", "00", "1.2.3.0377",
        "4294967295",
        "0177.0x1", "1.2.65535",
    ])
    func `unusual forms are the addresses that the C library makes of them`(text: String) throws {
        let form = try #require(NumericForm(text))
        #expect(try NameService.addresses(of: text, service: "0").map(\.address) == [.v4(form.bits)])
    }

    @Test(arguments: [
        "127.0.0.1", "1.2.3.4", "localhost", "", ".", "1.", "1..2", "256.1.1", "08.1", "0x", "0xg", "4294967296",
        "1.2.65536",
        "1.2.3.4.5", "+1", "-1", "1.2.3.0400",
    ])
    func `the usual form and names are none`(text: String) {
        #expect(NumericForm(text) == nil)
    }
}
