import Platform
import Rendering
import Testing

@testable import NetlabCLI
@testable import Resolving

@Suite struct ServicesOutputTests {
    private static let near = PlacedEntry(
        entry: DatabaseEntry(name: "http", aliases: ["www"], number: 80, transport: "tcp"),
        line: 39,
        comment: "Web"
    )
    private static let far = PlacedEntry(
        entry: DatabaseEntry(name: "far", number: 9, transport: "odd"),
        line: nil,
        comment: nil
    )

    @Test func `an entry that the file has not is from elsewhere, which is explained`() {
        let output = ServicesOutput(database: .services, listed: [Self.near, Self.far])
        #expect(
            output.lines(Style(isColored: false)) == [
                "  name  port    /etc/services  aliases # comment",
                "  http  80/tcp  line 39        www # Web",
                "  far   9/odd   elsewhere",
                "",
                "  elsewhere: another source that /etc/nsswitch.conf names for services",
            ]
        )
    }

    @Test func `a list from the file alone does not repeat the file`() {
        let output = ServicesOutput(database: .services, listed: [Self.near])
        #expect(
            output.lines(Style(isColored: false)) == [
                "  name  port    aliases # comment", "  http  80/tcp  www # Web",
            ]
        )
    }

    @Test func `what is not known is null in JSON`() {
        let output = ServicesOutput(database: .services, listed: [Self.far])
        let document = String(decoding: output.document, as: UTF8.self)
        #expect(document.contains(#""aliases":[],"comment":null,"file":null,"line":null}"#))
    }
}
