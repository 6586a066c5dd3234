internal import Platform
internal import Rendering
internal import Resolving
internal import Wire

/// The addresses in the order in which they are tried, and between two neighbours the rule that put one before the other.
struct OrderText {
    let order: Explanation.Order
    let style: Style

    var lines: [String] {
        var table = Table([
            ("", .right), ("address", .left), ("from", .left), ("scope", .left), ("label", .left),
            ("prec.", .right),
        ])
        for (index, destination) in order.glibc.destinations.enumerated() { table.add(row(index, destination)) }
        let rows = table.lines(style: style)
        var lines = Array(rows.prefix(1))
        for (index, row) in rows.dropFirst().enumerated() {
            lines.append(row)
            if order.glibc.rules.indices.contains(index) {
                let next = reason(index, order.glibc, AddressOrder(policy: order.policy, reading: .glibc))
                lines.append(style.text("     before the next by \(next)", .faint))
            }
        }
        return lines + standardLines
    }

    private func row(_ index: Int, _ destination: Destination) -> [String] {
        let policy = order.policy
        let scope = AddressPolicy.scopeText(policy.scope(of: destination.address))
        let label = policy.labels.value(of: destination.address)
        let cells = ["\(index + 1)", destination.text]
        let precedence = "\(policy.precedences.value(of: destination.address))"
        guard let source = destination.source else { return cells + ["no way to it", scope, "\(label)", precedence] }
        return cells + [
            source.text, scope + compared(scope, AddressPolicy.scopeText(policy.scope(of: source.address))),
            "\(label)" + compared("\(label)", "\(policy.labels.value(of: source.address))"), precedence,
        ]
    }

    /// How a destination's value differs from its source's.
    private func compared(_ value: String, _ other: String) -> String { value == other ? "" : " ≠ \(other)" }

    /// Where the standard's order is another one.
    private var standardLines: [String] {
        let standard = order.standard
        guard standard.destinations != order.glibc.destinations,
            let place = zip(standard.destinations, order.glibc.destinations).enumerated()
                .first(where: { $0.element.0 != $0.element.1 })?.offset
        else { return [] }
        let addresses = enumeration(standard.destinations.map(\.text), limit: 8)
        let tables =
            order.policy == .glibc
            ? "glibc has the tables of RFC 3484." : "\(LookupSettings.policyPath) has tables of its own."
        let index = min(place, standard.rules.count - 1)
        return Paragraph.lines(
            "RFC 6724 itself would have \(addresses): \(standard.destinations[index].text) before the next by \(reason(index, standard, .standard)). \(tables)",
            width: 80
        )
    }

    /// The rule between an address and its next, with what it compared.
    private func reason(_ index: Int, _ sorted: AddressOrder.Sorted, _ order: AddressOrder) -> String {
        let rule = sorted.rules[index]
        let (first, next) = (sorted.destinations[index], sorted.destinations[index + 1])
        let policy = order.policy
        let comparison: String? =
            switch rule {
            case .preferHigherPrecedence:
                "\(policy.precedences.value(of: first.address)) > \(policy.precedences.value(of: next.address))"
            case .preferSmallerScope:
                "\(AddressPolicy.scopeText(policy.scope(of: first.address))) < \(AddressPolicy.scopeText(policy.scope(of: next.address)))"
            case .useLongestMatchingPrefix:
                "\(order.commonBits(first)) > \(order.commonBits(next)) bits"
            default: nil
            }
        return "rule \(rule.rawValue), \(rule.text)" + (comparison.map { ": \($0)" } ?? "")
    }
}

extension SourceAddress {
    /// `2001:db8::1/64 (deprecated)`.
    fileprivate var text: String {
        let marks = [isDeprecated ? "deprecated" : nil, isHome ? "home" : nil, isTunnelled ? "tunnel" : nil].compactMap
        { $0 }
        return address.description + (prefixLength.map { "/\($0)" } ?? "")
            + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    }
}
