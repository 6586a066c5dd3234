extension CaptureInterface {
    /// Reads an Interface Description Block (draft-ietf-opsawg-pcapng section 4.2).
    init(_ block: PcapNGBlock, in buffer: Span<UInt8>) throws(CaptureFault) {
        let fixedLength = 8
        try block.requireBody(fixedLength)
        self.init(
            linkType: Int(buffer.unsigned16(at: block.body, block.order)),
            snapLength: Int(buffer.unsigned32(at: block.body + 4, block.order)),
            resolution: .microseconds,
            order: block.order
        )
        var options = PcapNGOptions(of: block, from: block.body + fixedLength)
        while let option = try options.next(in: buffer) {
            try apply(option, in: buffer, block.order)
        }
    }

    private enum OptionCode {
        static let name: UInt16 = 2
        static let timestampResolution: UInt16 = 9
        static let timestampOffset: UInt16 = 14
    }

    private mutating func apply(
        _ option: PcapNGOptions.Option,
        in buffer: Span<UInt8>,
        _ order: ByteOrder
    ) throws(CaptureFault) {
        switch (option.code, option.value.count) {
        case (OptionCode.name, _):
            name = String(decoding: option.value.map { buffer[$0] }, as: UTF8.self)
        case (OptionCode.timestampResolution, 1):
            let value = buffer[option.value.lowerBound]
            guard let resolution = TimestampResolution(option: value) else {
                throw .malformed(.unsupportedTimestampResolution(value))
            }
            self.resolution = resolution
        case (OptionCode.timestampOffset, 8):
            secondsOffset = Int64(bitPattern: buffer.unsigned64(at: option.value.lowerBound, order))
        default:
            break
        }
    }
}
