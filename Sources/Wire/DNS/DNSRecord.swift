/// A resource record (RFC 1035 section 4.1.3).
package struct DNSRecord: Hashable, Sendable {
    package var name: DNSName
    package var type: DNSType
    package var recordClass: DNSClass

    /// As it was sent, in seconds.
    package var timeToLive: UInt32
    package var data: DNSData

    package init(name: DNSName, type: DNSType, recordClass: DNSClass = .internet, timeToLive: UInt32, data: DNSData) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
        self.timeToLive = timeToLive
        self.data = data
    }

    /// What the values in the data are, if the data has values.
    package var fields: [DNSField]? { type.fields(in: recordClass.withoutMulticastBit) }

    /// How long the record may be kept: not at all where the highest bit is set (RFC 2181 section 8).
    package var lifetimeSeconds: UInt32 { timeToLive > UInt32(Int32.max) ? 0 : timeToLive }

    /// The address of an A or AAAA record.
    package var address: IPAddress? {
        if case .fields(let values) = data, case .address(let address)? = values.first { address } else { nil }
    }

    /// The name that a CNAME, DNAME, NS, PTR, MX, SRV, NAPTR, SVCB or HTTPS record leads to.
    package var target: DNSName? {
        // The target is the first name that a record has, if it has one at all.
        guard case .fields(let values) = data,
            let index = values.firstIndex(where: { if case .name = $0 { true } else { false } }),
            case .name(let name) = values[index], fields?[index].name == "target"
        else { return nil }
        return name
    }

    /// The data as dig prints it, all of it printable ASCII.
    package var dataText: String {
        var text: [UInt8] = []
        appendData(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends `dataText`.
    package func appendData(to text: inout [UInt8]) {
        data.appendText(fields, to: &text)
    }
}

extension DNSRecord: CustomStringConvertible {
    /// A line of a master file.
    package var description: String { "\(name) \(timeToLive) \(recordClass) \(type) \(dataText)" }
}

/// What a message asks for (RFC 1035 section 4.1.2).
package struct DNSQuestion: Hashable, Sendable {
    package var name: DNSName
    package var type: DNSType
    package var questionClass: DNSClass

    package init(name: DNSName, type: DNSType, questionClass: DNSClass = .internet) {
        self.name = name
        self.type = type
        self.questionClass = questionClass
    }
}
