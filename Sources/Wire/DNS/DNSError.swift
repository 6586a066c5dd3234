/// Why bytes are no DNS message, or no whole one; `at` counts them from the start of the message.
package enum DNSError: Error, Hashable, Sendable {
    /// The bytes end within something.
    case cutShort(Place, at: Int)

    /// A label's length has a form that was never used (RFC 6891 section 5).
    case reservedLabel(Place, at: Int)

    /// A compression pointer does not go back to an earlier name, or goes back too often (RFC 1035 section 4.1.4).
    case badPointer(Place, at: Int)

    /// A name has more than 255 bytes.
    case nameTooLong(Place, at: Int)

    /// A record's data does not have the form of its type; it is kept as bytes.
    case malformedData(DNSType, Place, at: Int)

    /// Where in the message; questions and records count from 1.
    package enum Place: Hashable, Sendable {
        case header, question(Int), answer(Int), authority(Int), additional(Int)
    }
}

extension DNSError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cutShort(let place, let position): "\(place) cut short at byte \(position)"
        case .reservedLabel(let place, let position): "\(place) has an unknown kind of label at byte \(position)"
        case .badPointer(let place, let position): "\(place) has a compression pointer astray at byte \(position)"
        case .nameTooLong(let place, let position): "\(place) has a name that is too long at byte \(position)"
        case .malformedData(let type, let place, let position):
            "\(place) has malformed \(type) data at byte \(position)"
        }
    }
}

extension DNSError.Place: CustomStringConvertible {
    package var description: String {
        switch self {
        case .header: "header"
        case .question(let number): "question \(number)"
        case .answer(let number): "answer \(number)"
        case .authority(let number): "authority \(number)"
        case .additional(let number): "additional \(number)"
        }
    }
}
