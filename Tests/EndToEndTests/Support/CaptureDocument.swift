import TestSupport
import Testing

/// What `netlab capture --json` prints, as far as tests look at it.
struct CaptureDocument: Decodable {
    let schemaVersion: Int
    let source: Source
    let streams: [Stream]

    struct Source: Decodable {
        let kind: String
        let packets: Int
        let truncatedPackets: Int
        let undecodedPackets: Int
        let undecoded: [Kind]
        let droppedByKernel: Int?
        let warnings: [String]

        /// Packets that were not decoded.
        struct Kind: Decodable, Equatable {
            let kind: String
            let packets: Int
        }
    }

    struct Stream: Decodable {
        let handshake: String
        let close: String
        let clientToServer: Way
        let serverToClient: Way
        let messages: [Message]?
    }

    /// One direction of a stream.
    struct Way: Decodable {
        let segments: Int
        let payloadBytes: Int
        let uniqueBytes: Int
        let retransmittedBytes: Int
        let mss: Int?
        let superSegments: Int?
        let segmentItems: [Segment]?
        let writes: Lane?
        let reads: Lane?
    }

    struct Segment: Decodable, Equatable {
        let number: Int
        let offset: Int
        let bytes: Int
        let flags: [String]
    }

    struct Lane: Decodable {
        let recorder: String
        let count: Int
        let bytes: Int
        let items: [Call]
    }

    struct Call: Decodable, Equatable {
        let offset: Int
        let bytes: Int
        let requestedBytes: Int
    }

    struct Message: Decodable {
        let direction: String
        let offset: Int
        let bytes: Int
        let source: String
    }

    init(_ run: FinishedProcess, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
        self = try decoded(CaptureDocument.self, from: run.standardOutput)
    }

    /// The answer's way in the one stream that an experiment has.
    var answer: Way {
        get throws { try #require(streams.count == 1 ? streams.first : nil).serverToClient }
    }
}

extension [CaptureDocument.Call] {
    /// Whether the calls moved the bytes from 0 on, in order, each once, up to `total`.
    func cover(_ total: Int) -> Bool {
        var end = 0
        for call in self {
            guard call.offset == end, call.bytes > 0, call.bytes <= call.requestedBytes else { return false }
            end += call.bytes
        }
        return end == total
    }
}
