package import Platform
package import Wire

/// What DNS servers are to be asked about: a domain name, or the one that an address has for its names.
package struct DNSTarget: Sendable, Hashable {
    package let name: DNSName
    package let isAddress: Bool

    /// Why a text is neither.
    package enum Fault: Error, Hashable, Sendable {
        case notUTF8
        case badName(DNSNameError)
        /// A name beyond ASCII that IDNA does not allow, or nobody knows here.
        case notInternational(InternationalName.Failure)
        /// A port or a service behind a name.
        case service(String)
        /// Types were asked for that the name of an address does not have.
        case typesOfAddress([DNSType])
    }

    /// Reads a name, taken as whole whether or not it ends in a dot, or an address.
    package init(_ text: String) throws(Fault) {
        var isASCII = true
        var hasColon = false
        let bytes = text.utf8.span
        for index in bytes.indices {
            isASCII = isASCII && bytes[index] < 0x80
            hasColon = hasColon || bytes[index] == UInt8(ascii: ":")
        }
        let startsWithDigit = bytes.count > 0 && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[0]
        if hasColon || startsWithDigit, let address = IPAddress(text) {
            name = DNSName(reverse: address)
            isAddress = true
            return
        }
        isAddress = false
        guard isASCII || !text.unicodeScalars.contains("\u{fffd}") else { throw .notUTF8 }
        if hasColon, let colon = text.lastIndex(of: ":"), !text[..<colon].hasSuffix("\\") {
            throw .service(String(text[colon...]))
        }
        let ascii: String
        do throws(InternationalName.Failure) {
            ascii = isASCII ? text : try InternationalName.ascii(text)
        } catch {
            throw .notInternational(error)
        }
        do throws(DNSNameError) {
            name = try DNSName(ascii)
        } catch {
            throw .badName(error)
        }
    }

    /// What to ask: the types, or where there are none those of `family`, and the names of an address.
    package func questions(_ types: [DNSType], _ family: NameService.Family) throws(Fault) -> [DNSQuestion] {
        if isAddress {
            let others = types.filter { $0 != .ptr && $0 != .any }
            if !others.isEmpty { throw .typesOfAddress(others) }
        }
        return (types.isEmpty ? isAddress ? [.ptr] : family.types : types).map { DNSQuestion(name: name, type: $0) }
    }
}

extension NameService.Family {
    fileprivate var types: [DNSType] {
        switch self {
        case .any: [.a, .aaaa]
        case .ipv4: [.a]
        case .ipv6: [.aaaa]
        }
    }
}

extension DNSName {
    /// As people write it, where it has labels that stand for others (RFC 5890 section 2.3.2.1).
    package var unicode: String? { hasCodedLabel ? InternationalName.unicode(description) : nil }

    private var hasCodedLabel: Bool {
        var position = 0
        while position < wire.count, wire[position] > 0 {
            let length = Int(wire[position])
            // `xn--`, in either case.
            if length >= 4, wire[position + 1] | 0x20 == UInt8(ascii: "x"),
                wire[position + 2] | 0x20 == UInt8(ascii: "n"),
                wire[position + 3] == UInt8(ascii: "-"), wire[position + 4] == UInt8(ascii: "-")
            {
                return true
            }
            position += 1 + length
        }
        return false
    }
}
