/// What an OPT record says of its sender and of the message (RFC 6891).
package struct EDNS: Hashable, Sendable {
    /// The largest UDP message its sender takes, in bytes.
    package var payloadSize: UInt16
    package var version: UInt8
    package var flags: Flags
    package var options: [Option]

    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// DO: signatures are welcome (RFC 3225).
        package static let dnssecOK = Flags(rawValue: 0x8000)
    }

    package struct Option: Hashable, Sendable {
        package let code: UInt16
        package let data: [UInt8]

        package init(code: UInt16, data: [UInt8]) {
            self.code = code
            self.data = data
        }

        /// The registry's name; `nil` without one.
        package var name: String? {
            switch code {
            case 3: "NSID"
            case 5: "DAU"
            case 6: "DHU"
            case 7: "N3U"
            case 8: "ECS"
            case 9: "EXPIRE"
            case 10: "COOKIE"
            case 11: "KEEPALIVE"
            case 12: "PADDING"
            case 13: "CHAIN"
            case 14: "KEY-TAG"
            case ExtendedDNSError.optionCode: "EDE"
            default: nil
            }
        }
    }

    /// The default payload size is what passes nearly everywhere in one packet (DNS flag day 2020).
    package init(payloadSize: UInt16 = 1_232, version: UInt8 = 0, flags: Flags = [], options: [Option] = []) {
        self.payloadSize = payloadSize
        self.version = version
        self.flags = flags
        self.options = options
    }

    /// What the answerer says beyond its response code.
    package var extendedErrors: [ExtendedDNSError] { options.compactMap(ExtendedDNSError.init) }
}

extension EDNS {
    /// Reads an OPT record; its time to live begins with the upper bits of the message's response code.
    init(_ record: DNSRecord, options reader: inout DNSReader) throws(DNSError) {
        payloadSize = record.recordClass.rawValue
        version = UInt8(truncatingIfNeeded: record.timeToLive >> 16)
        flags = Flags(rawValue: UInt16(truncatingIfNeeded: record.timeToLive))
        options = []
        while !reader.isAtEnd {
            let code = try reader.number16()
            options.append(Option(code: code, data: try reader.take(Int(try reader.number16()))))
        }
    }
}

extension DNSRecord {
    /// The OPT record of a message with that response code.
    init(_ edns: EDNS, responseCode: DNSResponseCode) {
        var data: [UInt8] = []
        for option in edns.options {
            data.append(option.code, as: .bigEndian)
            data.append(UInt16(clamping: option.data.count), as: .bigEndian)
            data += option.data.prefix(Int(UInt16.max))
        }
        let code = UInt32(responseCode.rawValue >> 4 & 0xff) << 24
        self.init(
            name: .root,
            type: .opt,
            recordClass: DNSClass(rawValue: edns.payloadSize),
            timeToLive: code | UInt32(edns.version) << 16 | UInt32(edns.flags.rawValue),
            data: .bytes(data)
        )
    }
}
