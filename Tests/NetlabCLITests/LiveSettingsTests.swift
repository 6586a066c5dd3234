import ArgumentParser
import Pcap
import Testing

@testable import NetlabCLI

@Suite struct LiveSettingsTests {
    @Test(
        arguments: [
            ([], 2048, 100), (["-B", "4096"], 4096, 100), (["-B", "2048"], 2048, 100), (["-B", "2047"], 2047, 1000),
            (["-B", "512"], 512, 1000), (["-B", "512", "--immediate"], 512, 100), (["--immediate"], 32_768, 100),
        ] as [([String], Int, Int)]
    )
    func `a small ring with blocks is handed over less often`(options: [String], kibibytes: Int, hold: Int) throws {
        let settings = try LiveOptions.parse(["-i", "lo"] + options).captures(filter: "", keepsPayload: false)
        #expect(settings.map(\.ringBytes) == [kibibytes << 10])
        #expect(settings.map(\.holdMilliseconds) == [hold])
    }
}
