import TestSupport
import Testing

/// `netlab capture interfaces`, compared with what ip(8) says.
@Suite struct InterfacesTests {
    @Test(.needs(.ip)) func `the interfaces and their addresses are the system's`() async throws {
        let run = try await NetlabProcess.run("capture", "interfaces", "--json")
        #expect(run.status == 0)
        let listed = try JSON(run.standardOutput).interfaces?.array ?? []
        let system = try JSON(try await Peer.ip.run("-json", "address").standardOutput).array ?? []
        #expect(!system.isEmpty)
        for interface in system {
            let name = try #require(interface.ifname?.string)
            let found = try #require(listed.first { $0.name?.string == name }, "\(name)")
            #expect(found.up == .bool(interface.flags?.array?.contains(.string("UP")) == true))
            #expect(found.loopback == .bool(interface.flags?.array?.contains(.string("LOOPBACK")) == true))
            let addresses = found.addresses?.array?.map {
                [$0.address?.string, $0.prefixLength?.integer.map { "\($0)" }]
            }
            let expected = interface.addr_info?.array?.map {
                [$0.local?.string, $0.prefixlen?.integer.map { "\($0)" }]
            }
            #expect(addresses == expected, "\(name)")
        }
    }

    @Test func `text and events list the same interfaces`() async throws {
        let text = try await NetlabProcess.run("capture", "interfaces")
        let events = try JSON.lines(
            try await NetlabProcess.run("capture", "interfaces", "--format", "ndjson").standardOutput
        )
        let names = events.filter { $0.event?.string == "interface" }.compactMap { $0.name?.string }
        #expect(names.contains("lo"))
        #expect(events.last?.interfaces?.integer == names.count)
        // An address beyond the first has a line without a name.
        let first = text.lines.dropFirst().compactMap { line in
            line.dropFirst(2).first == " " ? nil : line.split(separator: " ").first.map(String.init)
        }
        #expect(first == names)
    }

    @Test(.needsSandbox, .needs(.ip)) func `an interface that is down is said to be`() async throws {
        let run = try await Sandbox.run("ip link set lo down; \"$netlab\" capture interfaces --json")
        let listed = try JSON(run.standardOutput).interfaces?.array ?? []
        #expect(listed.first { $0.name?.string == "lo" }?.up == .bool(false))
    }

    @Test(.needsSandbox) func `without libpcap only captures cannot be made`() async throws {
        let run = try await Sandbox.run(
            files: [:],
            """
            for library in /lib/*/libpcap.so.0.8 /usr/lib/*/libpcap.so.0.8 /usr/lib/*/libpcap.so.1; do
                [[ -e $library ]] && mount --bind /dev/null "$library"
            done
            "$netlab" capture interfaces; echo "$?"
            "$netlab" capture -r "$1" | head -n 1
            """,
            Fixture.Lab.capture
        )
        #expect(run.lines.first == "71")
        #expect(run.lines.count == 2)
        #expect(run.errors.contains("cannot load libpcap: "))
        #expect(run.errors.contains("'apt install libpcap0.8'"))
    }
}
