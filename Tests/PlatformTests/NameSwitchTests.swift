import Platform
import Testing

/// nsswitch.conf(5), before glibc looks at it.
@Suite struct NameSwitchTests {
    /// Lines over which glibc 2.36 ends a process that looks a host up.
    @Test(
        arguments: [
            "hosts:\n", "hosts: \n", "hosts:\t\r\n", "hosts\n", "hosts \n", " hosts:\n", "hosts: [NOTFOUND=return]\n",
            "hosts: [NOTFOUND=return] files\n", "hosts: []\n", "hosts: [\n", "hosts::\n", "hosts: files\nhosts:\n",
        ]
    )
    func `a line without sources is told, with its number`(text: String) {
        let number = text.split(separator: "\n").count
        #expect(
            NameSwitch(text).emptiness(of: "hosts") == "/etc/nsswitch.conf line \(number) names no source for hosts"
        )
        #expect(NameSwitch(text).emptiness(of: "services") == nil)
    }

    @Test(
        arguments: [
            "", "hosts:", "hosts", "hosts: files\n", "hosts:files\n", "hosts files\n", "hosts:\nhosts: files\n",
            "HOSTS:\n", "hosts: # x\n",
            "hosts: ]\n", "hosts: files [bad\n", "#hosts:\n", "services:\n", "hosts: files\nhosts:",
        ]
    )
    func `any other file is left to glibc`(text: String) {
        #expect(NameSwitch(text).emptiness(of: "hosts") == nil)
    }

    @Test func `a last line without an end does not count, and is known`() {
        let file = NameSwitch("hosts: files\nhosts: dns")
        #expect(file.line(of: "hosts")?.number == 1)
        #expect(file.unendedLine(of: "hosts") == 2 && file.unendedLine(of: "services") == nil)
        #expect(NameSwitch("hosts: files\n").unendedLine(of: "hosts") == nil)
    }
}
