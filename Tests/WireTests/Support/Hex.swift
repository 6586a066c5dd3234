/// Bytes from hexadecimal text, in which white space and whatever follows a `#` on its line count for nothing.
func hex(_ text: String) -> [UInt8] {
    let digits = text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { $0.prefix { $0 != "#" } }
        .compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
