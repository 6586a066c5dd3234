package import Platform
package import Probing
package import Wire

/// Something that a scrape did, for whoever wants to know why it came to what it did.
package struct ScrapeStep: Sendable {
    package enum Event: Sendable {
        /// Nil where the time was up.
        case lookup(ExporterTarget, Result<[SocketAddress], LookupFailure>?)
        case attempt(Attempt, Target)
        /// An answer leads there.
        case redirect(HTTPLocation)
        case refusedRedirect(text: [UInt8], RedirectRefusal)
    }

    /// Why an answer that leads elsewhere is not followed.
    package enum RedirectRefusal: Sendable, Equatable {
        case tooMany
        /// It leads to no URL of http.
        case location(HTTPLocation.Fault)
        case forbidden
    }

    /// From the scrape's start.
    package let nanoseconds: Int64
    package let event: Event
}

/// All of a scrape: what it was asked for, what it did, and its metrics as they would have been written.
package struct ScrapeReport: Sendable {
    package let module: ExporterModule
    package let target: String
    package let steps: [ScrapeStep]
    package let isSuccess: Bool
    package let durationNanoseconds: Int64
    package let metrics: [UInt8]
}
