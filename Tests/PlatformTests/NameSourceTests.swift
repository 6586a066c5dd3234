import Platform
import Testing
import Wire

/// Modules of the Name Service Switch, each asked by itself.
@Suite struct NameSourceTests {
    @Test(arguments: NameService.Family.allCases)
    func `files knows localhost`(family: NameService.Family) {
        let answer = NameSource("files").answer(name: "localhost", family: family)
        let families = Set(answer.addresses.map { $0.address == .loopback4 ? NameService.Family.ipv4 : .ipv6 })
        #expect(answer.addresses.filter { !$0.address.isLoopback } == [])
        #expect(answer.status == (answer.addresses.isEmpty ? .notFound : .success))
        if family != .any { #expect(families.isSubset(of: [family])) }
        if answer.status == .success { #expect(answer.names.first == "localhost") }
    }

    @Test func `files knows whose name an address is`() {
        let answer = NameSource("files").answer(address: .loopback4)
        #expect(answer.status == .success)
        #expect(answer.names.contains("localhost"))
        #expect(answer.addresses.map(\.address) == [.loopback4])
    }

    @Test func `what a module does not know is not found, and it says so`() throws {
        let answer = NameSource("files").answer(name: "no-such-name.invalid", family: .any)
        #expect(answer.status == .notFound)
        guard case .failed(let failure)? = answer.problem else {
            Issue.record("\(answer)")
            return
        }
        #expect(failure.codeName == "HOST_NOT_FOUND")
        #expect(NameSource("files").answer(address: .v4(0xcb00_7101)).status == .notFound)
    }

    @Test(arguments: ["no-such-module", "", "../../x"])
    func `a module that is not installed is unavailable`(name: String) {
        for answer in [
            NameSource(name).answer(name: "localhost", family: .any), NameSource(name).answer(address: .loopback4),
        ] {
            #expect(answer.status == .unavailable)
            #expect(answer.problem == .notInstalled(library: "libnss_\(name).so.2"))
        }
    }
}
