/// Files that are kept with the tests.
package enum Fixture {
    /// A recorded experiment: 30,000 bytes at MTU 1500 without offload, made with scripts/record-demo.
    package enum Lab {
        package static let capture = Repository.path("Tests/Fixtures/lab/lab.pcap")
        package static let server = Repository.path("Tests/Fixtures/lab/server.ndjson")
        package static let client = Repository.path("Tests/Fixtures/lab/client.ndjson")
        package static let packets = 50
    }

    /// What dig 9.18 asked a server of odd answers on loopback, over UDP and TCP, and two multicast messages.
    package static let dns = Repository.path("Tests/Fixtures/dns/dns.pcap")
}
