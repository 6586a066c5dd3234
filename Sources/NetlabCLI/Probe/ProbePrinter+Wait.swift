internal import Probing

/// Targets whose names are looked up again and again.
extension ProbePrinter {
    /// Takes what a target is found to be, from now on: `own`, its rows, has then one for each of its addresses, or for its name where
    /// that has none.
    mutating func find(_ resolved: ResolvedTarget, among own: inout [Int]) {
        let obstacle = resolved.targets.isEmpty ? resolved.obstacle : nil
        let targets: [Target?] = resolved.targets.isEmpty ? [nil] : resolved.targets
        for row in own { rows[row].isCurrent = false }
        for target in targets {
            let row: Int
            if let known = own.first(where: { rows[$0].target == target }) {
                row = known
            } else {
                row = rows.count
                own.append(row)
                append(Row(label: resolved.label, target: target))
            }
            rows[row].isCurrent = true
            rows[row].lookupNanoseconds = resolved.lookupNanoseconds
            rows[row].outcome = obstacle?.outcome ?? .nameNotFound
            rows[row].reason = obstacle?.reason
        }
    }
}
