import TestSupport
import Testing

/// `--view packets` beside tcpdump, and NDJSON of the same packets.
@Suite(.enabled(if: SharedCaptures.arePresent, "needs a folder of captures in NETLAB_CAPTURES"))
struct PacketViewTests {
    private func path(_ name: String) throws -> String {
        try #require(SharedCaptures.folder) + "/" + name
    }

    @Test(
        .needs(.tcpdump),
        arguments: [
            "libpcap/vxlan.pcap", "libpcap/gateway_or_not.pcap", "libpcap/rarp_req_reply.pcapng",
            "tcpdump/dhcp-rfc4388.pcap", "tcpdump/802.1ad_QinQ.pcap",
        ]
    )
    func `pings and ARP are told as tcpdump tells them`(name: String) async throws {
        let file = try path(name)
        let isCompared = { (line: Substring) in line.contains("ICMP echo") || line.hasPrefix("ARP") }
        let tcpdump = try await Peer.tcpdump.run("-tnr", file)
        let theirs = tcpdump.lines.map { $0.hasPrefix("IP ") ? $0.dropFirst(3) : $0[...] }.filter(isCompared)
        let run = try await NetlabProcess.run("capture", "-r", file, "--view", "packets", "--time", "none")
        let ours = run.lines.map { line in
            let text = line.drop { $0 != " " }.drop { $0 == " " }
            return text.firstRange(of: " [in ").map { text[..<$0.lowerBound] } ?? text
        }.filter(isCompared)
        #expect(!theirs.isEmpty)
        #expect(ours == theirs)
    }

    @Test func `NDJSON has what is known of packets that are not TCP`() async throws {
        let file = try path("libpcap/vxlan.pcap")
        let run = try await NetlabProcess.run("capture", "-r", file, "--format", "ndjson")
        let packets = try JSON.lines(run.standardOutput).filter { $0.event?.string == "packet" }
        #expect(packets.first?.transport?.string == "icmp")
        #expect(packets.first?.tunnel?.string == "vxlan")
        #expect(packets.first?.type?.integer == 8)
        #expect(packets[1].transport?.string == "arp")
        #expect(packets[1].arp?.sender?.string == "192.168.203.5")
        #expect(packets[1].arp?.target?.string == "192.168.203.3")
    }
}
