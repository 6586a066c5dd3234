internal import CPcap

/// Where a filter expression stops making sense: libpcap says that it has a syntax error, and not where.
enum FilterFault {
    /// What may follow a sound beginning to make it whole.
    private static let endings = [
        "", "tcp", "80", "1.2.3.4", "host 1.2.3.4", "> 0", "] > 0", ")", "tcp)", "80)", "1.2.3.4)",
    ]
    /// Host names in an expression are looked up, which must not take long only to say where it is wrong.
    private static let patience = Duration.seconds(1)

    /// The first word that no valid expression could have in its place, or the expression's end; nil where time runs out.
    static func place(in expression: String, for handle: OpaquePointer) -> String? {
        let end = ContinuousClock.now + patience
        let words = expression.split(separator: " ")
        for count in words.indices.map({ $0 + 1 }) {
            let beginning = words.prefix(count).joined(separator: " ")
            let isSound = endings.contains { ending in
                unsafe ContinuousClock.now > end || isParsed(beginning + " " + ending, for: handle)
            }
            if !isSound { return "'\(words[count - 1])'" }
        }
        return ContinuousClock.now > end ? nil : "its end"
    }

    /// Whether the grammar takes the expression; what it means, such as a host that does not exist, is another question.
    private static func isParsed(_ expression: String, for handle: OpaquePointer) -> Bool {
        var program = unsafe bpf_program()
        if unsafe pcap_compile(handle, &program, expression, 0, bpf_u_int32.max) == 0 {
            unsafe pcap_freecode(&program)
            return true
        }
        return unsafe !String(cString: pcap_geterr(handle)).contains("syntax error")
    }
}
