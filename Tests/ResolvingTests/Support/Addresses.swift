import Platform
import Resolving
import Testing
import Wire

extension Destination {
    /// An address that is reached from another; an empty source is none.
    init(_ address: String, from source: String, _ change: (inout SourceAddress) -> Void = { _ in }) throws {
        guard !source.isEmpty else {
            self.init(try #require(IPAddress(address)), source: nil)
            return
        }
        var from = SourceAddress(try #require(IPAddress(source)))
        from.prefixLength = source.contains(":") ? 64 : 24
        change(&from)
        self.init(try #require(IPAddress(address)), source: from)
    }
}
