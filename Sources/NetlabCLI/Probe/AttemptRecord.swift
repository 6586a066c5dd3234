internal import Platform
internal import Probing
internal import Rendering
internal import Wire

/// An attempt as a record of `--format csv`: the columns are those of JSON by name, and always these.
enum AttemptRecord {
    static let header = """
        target,address,transport,number,outcome,arrival,isReordered,latencyMicroseconds,connectMicroseconds,\
        intendedNanoseconds,local,error,message,messageFrom,roundTripMicroseconds,retransmissions,pieces,text,\
        clockOffsetNanoseconds,clockUncertaintyNanoseconds,transferredBytes,transferMicroseconds,departureOffset,breach,\
        status,headerBytes,bodyBytes,location,cause

        """

    static func bytes(_ attempt: Attempt?, _ row: ProbePrinter.Row) -> [UInt8] {
        var csv = CSVWriter()
        csv.text(row.label)
        csv.text(row.target?.name.description)
        csv.text(row.target?.transport.rawValue)
        csv.number(attempt?.number ?? 1)
        csv.text((attempt?.outcome ?? row.outcome).rawValue)
        csv.text((attempt?.arrival ?? .first).name)
        csv.flag(attempt?.isReordered ?? false)
        csv.number(attempt?.arrival == .first ? attempt.map { $0.latencyNanoseconds / 1000 } : nil)
        csv.number(attempt?.connectNanoseconds.map { $0 / 1000 })
        csv.number(attempt?.intendedNanoseconds)
        csv.text(attempt?.local?.description)
        csv.text(attempt?.failure?.errnoName)
        csv.text(attempt?.failure?.message?.text)
        csv.text(attempt?.failure?.message?.sender?.description)
        csv.number(attempt?.tcp?.roundTripMicroseconds)
        csv.number(attempt?.tcp?.retransmissions)
        csv.number(attempt?.pieces?.count)
        var facts = FactColumns()
        for fact in attempt?.facts ?? [] { facts.add(fact) }
        facts.write(to: &csv)
        csv.text(attempt?.failure?.cause?.rawValue)
        csv.endRecord()
        return csv.bytes
    }
}

/// What an answer told, each kind of fact in columns of its own; the first of a kind counts.
private struct FactColumns {
    private var text: String?
    private var clock: (offset: Int64, uncertainty: Int64)?
    private var transfer: (bytes: Int64, nanoseconds: Int64)?
    private var departure: Int64?
    private var breach: String?
    private var status: Int?
    private var sizes: (header: Int, body: Int64)?
    private var redirect: String?

    mutating func add(_ fact: Fact) {
        switch fact {
        case .text(let bytes): text = text ?? String(decoding: bytes, as: UTF8.self)
        case .clockOffset(let offset, let uncertainty): clock = clock ?? (offset, uncertainty)
        case .transferred(let bytes, let nanoseconds): transfer = transfer ?? (bytes, nanoseconds)
        case .departure(let offset): departure = departure ?? offset
        case .breach(let text): breach = breach ?? text
        case .status(let number, _): status = status ?? number
        case .sizes(let header, let body): sizes = sizes ?? (header, body)
        case .redirect(let bytes): redirect = redirect ?? String(decoding: bytes, as: UTF8.self)
        // The steps of a dialogue are no columns; an unmet one is an outcome of its own.
        case .said, .step, .message: break
        }
    }

    func write(to csv: inout CSVWriter) {
        csv.text(text)
        csv.number(clock?.offset)
        csv.number(clock?.uncertainty)
        csv.number(transfer?.bytes)
        csv.number(transfer.map { $0.nanoseconds / 1000 })
        csv.number(departure)
        csv.text(breach)
        csv.number(status)
        csv.number(sizes?.header)
        csv.number(sizes?.body)
        csv.text(redirect)
    }
}
