import Wire

/// A capture file read to its end, or to the place where it makes no sense.
struct CaptureContents: Equatable {
    var packets: [CapturedBytes] = []
    var interfaces: [CaptureInterface] = []
    var format: CaptureFileDecoder.Format?
    var error: CaptureFileError?

    struct CapturedBytes: Equatable {
        var time: Timestamp?
        var originalLength: Int
        var interface: Int
        var bytes: [UInt8]
    }

    /// Decodes a file of which `portion` more bytes become available whenever the decoder asks for more.
    init(_ file: [UInt8], portion: Int = .max) {
        var decoder = CaptureFileDecoder()
        var buffer: [UInt8] = []
        var available = 0
        do throws(CaptureFileError) {
            var step = CaptureFileDecoder.Step.needsMore(total: 0)
            var start = 0
            while step != .finished {
                if case .needsMore = step {
                    let end = file.count - available > portion ? available + portion : file.count
                    buffer = Array(buffer[start...]) + file[available..<end]
                    available = end
                    start = 0
                }
                step = try decoder.next(buffer.span, from: start, isComplete: available == file.count)
                switch step {
                case .packet(let record, let next):
                    packets.append(CapturedBytes(record, in: buffer))
                    start = next
                case .skipped(let next):
                    start = next
                case .needsMore, .finished:
                    break
                }
            }
        } catch {
            self.error = error
        }
        interfaces = decoder.interfaces
        format = decoder.format
    }

    /// Every packet as decoded, `nil` for an interface whose frames nothing here decodes.
    var decoded: [Result<Packet, DecodeError>?] {
        packets.map { packet in
            LinkLayer.numbered(interfaces[packet.interface].linkType).map { link in
                Result { () throws(DecodeError) in
                    try Packet(packet.bytes, originalLength: packet.originalLength, link: link)
                }
            }
        }
    }
}

extension CaptureContents.CapturedBytes {
    init(_ record: PacketRecord, in buffer: [UInt8]) {
        time = record.time
        originalLength = record.originalLength
        interface = record.interface
        bytes = Array(buffer[record.offset..<(record.offset + record.capturedLength)])
    }
}
