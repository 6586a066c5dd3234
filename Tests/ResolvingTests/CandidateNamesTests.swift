import Resolving
import Testing

/// The names that a search list makes, as resolv.conf(5) and hostname(7) describe it.
@Suite struct CandidateNamesTests {
    @Test(arguments: [
        // A name with fewer dots than ndots goes through the search list first.
        ("web", ["lan", "corp.example"], 1, ["web.lan", "web.corp.example", "web"]),
        ("web.lan", ["lan"], 1, ["web.lan", "web.lan.lan"]),
        ("a.b", ["svc.cluster.local", "cluster.local"], 5, ["a.b.svc.cluster.local", "a.b.cluster.local", "a.b"]),
        ("web", [], 1, ["web"]),
        ("web", ["lan"], 0, ["web", "web.lan"]),
        // A dot at the end forbids all that.
        ("web.", ["lan"], 1, ["web"]),
        ("a.b.", ["lan"], 5, ["a.b"]),
        // The root on the list stands for the name as it is.
        ("web", ["."], 1, ["web"]),
        ("web", ["lan", "."], 1, ["web.lan", "web"]),
        ("web", ["lan."], 1, ["web.lan", "web"]),
        ("web", [".lan"], 1, ["web.lan", "web"]),
    ])
    func `a name is completed`(name: String, search: [String], dots: Int, candidates: [String]) {
        #expect(CandidateNames(name, search: search, ndots: dots).candidates.map(\.name) == candidates)
    }

    @Test func `no-tld-query keeps a name without dots from being asked for as it is`() {
        let names = CandidateNames("web", search: ["lan"], ndots: 1, asksUnqualified: false)
        #expect(names.candidates.map(\.name) == ["web.lan"])
        #expect(CandidateNames("web", search: [], ndots: 1, asksUnqualified: false).candidates.map(\.name) == ["web"])
    }

    @Test func `an alias of the user's stands for a name without dots, and nothing else is asked`() {
        let aliases = "other x\nWeb\twww.example.com\n"
        let names = CandidateNames("web", search: ["lan"], ndots: 1, aliases: aliases)
        #expect(names.candidates == [CandidateNames.Candidate("www.example.com", .hostAlias)])
        #expect(CandidateNames("web.", search: [], ndots: 1, aliases: aliases).candidates.map(\.origin) == [.asGiven])
        #expect(CandidateNames("none", search: ["lan"], ndots: 1, aliases: aliases).candidates.count == 2)
    }
}
