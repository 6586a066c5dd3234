/// What bytes hold of a message: all of it, or what stands before the first damage that hides the rest.
package struct DNSDecoding: Sendable {
    package private(set) var message: DNSMessage

    /// The numbers of records that the header promises.
    package let counts: Counts

    /// The first thing that is wrong.
    package private(set) var fault: DNSError?

    /// Bytes behind the last record.
    package private(set) var trailingBytes = 0

    package struct Counts: Hashable, Sendable {
        package let questions: Int
        package let answers: Int
        package let authorities: Int
        package let additionals: Int
    }

    /// Throws when there is no whole header.
    package init(_ bytes: [UInt8]) throws(DNSError) {
        var reader = DNSReader(bytes)
        let id = try reader.number16()
        let word = try reader.number16()
        counts = Counts(
            questions: Int(try reader.number16()),
            answers: Int(try reader.number16()),
            authorities: Int(try reader.number16()),
            additionals: Int(try reader.number16())
        )
        message = DNSMessage(
            id: id,
            flags: .init(rawValue: word & DNSMessage.Flags.mask),
            opcode: DNSOpcode(rawValue: word >> 11 & 0xf),
            responseCode: DNSResponseCode(rawValue: word & 0xf)
        )
        do throws(DNSError) {
            try readSections(&reader)
            trailingBytes = reader.end - reader.position
        } catch {
            note(error)
        }
    }

    private mutating func readSections(_ reader: inout DNSReader) throws(DNSError) {
        for number in 0..<counts.questions {
            reader.place = .question(number + 1)
            let name = try reader.name()
            let type = DNSType(rawValue: try reader.number16())
            let questionClass = DNSClass(rawValue: try reader.number16())
            message.questions.append(DNSQuestion(name: name, type: type, questionClass: questionClass))
        }
        for number in 0..<counts.answers {
            reader.place = .answer(number + 1)
            message.answers.append(try record(&reader).record)
        }
        for number in 0..<counts.authorities {
            reader.place = .authority(number + 1)
            message.authorities.append(try record(&reader).record)
        }
        for number in 0..<counts.additionals {
            reader.place = .additional(number + 1)
            let (record, data) = try record(&reader)
            if record.type == .opt {
                take(record, data)
            } else {
                message.additionals.append(record)
            }
        }
    }

    /// Reads a record; one whose data is damaged has it as bytes, because its length leads on to the next.
    private mutating func record(_ reader: inout DNSReader) throws(DNSError) -> (record: DNSRecord, data: DNSReader) {
        let name = try reader.name()
        let type = DNSType(rawValue: try reader.number16())
        var record = DNSRecord(
            name: name,
            type: type,
            recordClass: DNSClass(rawValue: try reader.number16()),
            timeToLive: try reader.number32(),
            data: .bytes([])
        )
        var data = try reader.part(Int(try reader.number16()))
        data.type = type
        let start = data
        do throws(DNSError) {
            record.data = try DNSData(&data, record.fields)
        } catch {
            note(error)
            data = start
            record.data = .bytes(data.rest())
        }
        return (record, start)
    }

    /// There may be one OPT record (RFC 6891 section 6.1.1); what cannot serve as that stays a record.
    private mutating func take(_ record: DNSRecord, _ data: DNSReader) {
        var data = data
        do throws(DNSError) {
            guard message.edns == nil else { throw data.misfit(at: data.position) }
            message.edns = try EDNS(record, options: &data)
            let upper = UInt16(record.timeToLive >> 24) << 4
            message.responseCode = DNSResponseCode(rawValue: upper | message.responseCode.rawValue)
        } catch {
            note(error)
            message.additionals.append(record)
        }
    }

    private mutating func note(_ error: DNSError) {
        if fault == nil { fault = error }
    }
}

extension DNSMessage {
    /// Decodes a message of which nothing is wrong; bytes behind it are ignored.
    package init(_ bytes: [UInt8]) throws(DNSError) {
        let decoding = try DNSDecoding(bytes)
        if let fault = decoding.fault { throw fault }
        self = decoding.message
    }
}
