/// A place on Earth, as a LOC record has it (RFC 1876 section 2).
package struct DNSLocation: Hashable, Sendable {
    /// In thousandths of a second of arc; north and east are positive.
    package let latitude: Int
    package let longitude: Int
    /// Over the ellipsoid of WGS 84, in centimetres.
    package let altitude: Int
    /// The diameter of what is there, and how far off the figures may be, in centimetres.
    package let size: Int
    package let horizontalPrecision: Int
    package let verticalPrecision: Int

    private static let degree = 3_600_000

    /// Nil where the bytes are no such place, or of another version than 0.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 16, bytes[0] == 0, let size = Self.power(bytes[1]),
            let horizontal = Self.power(bytes[2]), let vertical = Self.power(bytes[3])
        else { return nil }
        let span = bytes.span
        latitude = Int(span.big32(at: 4)) - 1 << 31
        longitude = Int(span.big32(at: 8)) - 1 << 31
        guard abs(latitude) <= 90 * Self.degree, abs(longitude) <= 180 * Self.degree else { return nil }
        altitude = Int(span.big32(at: 12)) - 10_000_000
        self.size = size
        horizontalPrecision = horizontal
        verticalPrecision = vertical
    }

    /// Reads the 16 bytes of a place up to the reader's end; nil where they are of another version.
    static func bytes(_ reader: inout DNSReader) throws(DNSError) -> [UInt8]? {
        let start = reader.position
        guard try reader.number8() == 0 else { return nil }
        let bytes = [0] + (try reader.take(15))
        guard DNSLocation(bytes) != nil else { throw reader.misfit(at: start) }
        return bytes
    }

    /// A digit times a power of ten.
    private static func power(_ byte: UInt8) -> Int? {
        guard byte >> 4 <= 9, byte & 0xf <= 9 else { return nil }
        return (0..<(byte & 0xf)).reduce(Int(byte >> 4)) { value, _ in value * 10 }
    }

    package var latitudeDegrees: Double { Double(latitude) / Double(Self.degree) }
    package var longitudeDegrees: Double { Double(longitude) / Double(Self.degree) }
}

extension DNSLocation: CustomStringConvertible {
    /// As in a master file: `52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m`.
    package var description: String {
        let sizes = [size, horizontalPrecision, verticalPrecision].map {
            $0 >= 100 ? "\($0 / 100)m" : "0.\(Self.padded($0, 2))m"
        }
        let height = "\(altitude < 0 ? "-" : "")\(abs(altitude) / 100).\(Self.padded(abs(altitude) % 100, 2))m"
        return ([Self.angle(latitude, "N", "S"), Self.angle(longitude, "E", "W"), height] + sizes)
            .joined(separator: " ")
    }

    private static func angle(_ value: Int, _ positive: String, _ negative: String) -> String {
        let size = abs(value)
        let seconds = size % 60_000
        return "\(size / degree) \(size / 60_000 % 60) \(seconds / 1000).\(padded(seconds % 1000, 3)) "
            + (value < 0 ? negative : positive)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
