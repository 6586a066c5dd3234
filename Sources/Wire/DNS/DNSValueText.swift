extension DNSValue {
    /// Appends the text; what most records have makes no string of its own.
    func appendText(_ form: DNSField.Form, to text: inout [UInt8]) {
        switch self {
        case .address(let address): address.appendText(to: &text)
        case .name(let name): name.appendText(to: &text)
        default: text += self.text(form).utf8
        }
    }

    /// As in a master file.
    package func text(_ form: DNSField.Form) -> String {
        switch self {
        case .number(let number): Self.text(number, form)
        case .address(let address): "\(address)"
        case .name(let name): "\(name)"
        case .bytes(let bytes): Self.text(bytes, form)
        default: (items(form) ?? []).joined(separator: " ")
        }
    }

    /// The texts of a field that has any number of them; nil for other fields.
    package func items(_ form: DNSField.Form) -> [String]? {
        switch (self, form) {
        case (.strings(let strings), _): strings.map(MasterFileText.quoted)
        case (.names(let names), _): names.map(\.description)
        case (.parameters(let parameters), _): parameters.map(\.description)
        case (.bytes(let bytes), .types): DNSTypeBitmap.types(windows: bytes).map(\.description)
        case (.bytes(let bytes), .firstTypes):
            DNSTypeBitmap.numbers(bytes).map { DNSType(rawValue: UInt16(truncatingIfNeeded: $0)).description }
        case (.bytes(let bytes), .ports): DNSTypeBitmap.numbers(bytes).map { "\($0)" }
        case (.bytes(let bytes), .prefixes): AddressPrefixes.texts(bytes)
        default: nil
        }
    }

    private static func text(_ number: UInt32, _ form: DNSField.Form) -> String {
        switch form {
        case .length8, .length16: ""
        case .type: DNSType(rawValue: UInt16(truncatingIfNeeded: number)).description
        case .certificateType: CertificateType(rawValue: UInt16(truncatingIfNeeded: number)).description
        case .algorithmName: SecurityAlgorithm(rawValue: UInt16(truncatingIfNeeded: number)).description
        case .schemeName: NotificationScheme(rawValue: UInt16(truncatingIfNeeded: number)).description
        case .time:
            // The digits of the date and the time, without those of the nanoseconds.
            String(Timestamp(seconds: Int64(number), nanoseconds: 0).description.filter(\.isNumber).prefix(14))
        default: "\(number)"
        }
    }

    private static func text(_ bytes: [UInt8], _ form: DNSField.Form) -> String {
        switch form {
        case .hexadecimal: MasterFileText.hexadecimalInGroups(bytes)
        case .markedHexadecimal: "0x" + MasterFileText.hexadecimal(bytes).lowercased()
        case .base64: MasterFileText.base64InGroups(bytes)
        case .base64OrHyphen: bytes.isEmpty ? "-" : MasterFileText.base64InGroups(bytes)
        case .counted(_, .hexadecimal): MasterFileText.hexadecimal(bytes)
        case .counted(_, .hexadecimalOrHyphen): bytes.isEmpty ? "-" : MasterFileText.hexadecimal(bytes)
        case .counted(_, .base32): MasterFileText.base32(bytes)
        case .counted(_, .base64): MasterFileText.base64(bytes)
        case .pairs: bytes.map { MasterFileText.hexadecimal([$0]).lowercased() }.joined(separator: "-")
        case .groups:
            stride(from: 0, to: bytes.count - 1, by: 2)
                .map { String(bytes.span.big16(at: $0), radix: 16) }.joined(separator: ":")
        case .gateway: "."
        case .location: DNSLocation(bytes)?.description ?? ""
        case .word: MasterFileText.escaped(bytes)
        case .types, .firstTypes, .ports, .prefixes:
            (DNSValue.bytes(bytes).items(form) ?? []).joined(separator: " ")
        default: MasterFileText.quoted(bytes)
        }
    }
}
