extension DNSMessage {
    /// The bytes of the message, without compression; what does not fit its field is cut.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        // A query fits, and grows no array.
        bytes.reserveCapacity(128)
        bytes.append(id, as: .bigEndian)
        let word = flags.rawValue | (opcode.rawValue & 0xf) << 11 | responseCode.rawValue & 0xf
        bytes.append(word, as: .bigEndian)
        bytes.append(UInt16(clamping: questions.count), as: .bigEndian)
        bytes.append(UInt16(clamping: answers.count), as: .bigEndian)
        bytes.append(UInt16(clamping: authorities.count), as: .bigEndian)
        bytes.append(UInt16(clamping: additionals.count + (edns == nil ? 0 : 1)), as: .bigEndian)
        let most = Int(UInt16.max)
        for question in questions.prefix(most) {
            bytes += question.name.wire
            bytes.append(question.type.rawValue, as: .bigEndian)
            bytes.append(question.questionClass.rawValue, as: .bigEndian)
        }
        for record in answers.prefix(most) { bytes.append(record) }
        for record in authorities.prefix(most) { bytes.append(record) }
        for record in additionals.prefix(most) { bytes.append(record) }
        if let edns, additionals.count < most { bytes.append(DNSRecord(edns, responseCode: responseCode)) }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ record: DNSRecord) {
        self += record.name.wire
        append(record.type.rawValue, as: .bigEndian)
        append(record.recordClass.rawValue, as: .bigEndian)
        append(record.timeToLive, as: .bigEndian)
        let data = record.data.encoded(record.fields).prefix(Int(UInt16.max))
        append(UInt16(data.count), as: .bigEndian)
        self += data
    }

    /// Appends a character string (RFC 1035 section 3.3), cut to 255 bytes.
    mutating func append(dnsString bytes: [UInt8]) {
        append(UInt8(Swift.min(bytes.count, 255)))
        self += bytes.prefix(255)
    }

    /// Appends the 4 or 16 bytes of an address.
    mutating func append(_ address: IPAddress) {
        switch address {
        case .v4(let bits): append(bits, as: .bigEndian)
        case .v6(let address): append(address.bits, as: .bigEndian)
        }
    }
}
