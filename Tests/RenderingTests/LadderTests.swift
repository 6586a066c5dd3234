import Rendering
import Testing

@Suite struct LadderTests {
    private static func ladder(rows: Int) -> Ladder {
        let all = (1...rows).map { number in
            let text = "\(number * 1_448)"
            return switch number % 4 {
            case 0: Ladder.Row(time: "\(number)", left: .enters("send(30,000)"), middle: .nothing, right: .stays)
            case 1: Ladder.Row(time: "\(number)", left: .stays, middle: .toRight(text), right: .enters("recv(8,192)"))
            case 2: Ladder.Row(time: "\(number)", left: .returns("30,000"), middle: .toLeft("ACK"), right: .stays)
            default: Ladder.Row(time: "\(number)", left: .idle, middle: .nothing, right: .returns("8,192   27 %"))
            }
        }
        return Ladder(titles: ("µs", "sender", "wire", "receiver"), rows: all)
    }

    @Test(arguments: [60, 80, 120, 160])
    func `no line is wider than the terminal`(columns: Int) {
        let lines = Self.ladder(rows: 100).lines(columns: columns, limit: nil, style: .plain)
        #expect(lines.count == 101)
        #expect(lines.allSatisfy { $0.count <= columns && !$0.hasSuffix(" ") })
    }

    @Test func `calls are bars at the sides and packets arrows between them`() {
        let rows = [
            Ladder.Row(time: "-5", left: .idle, middle: .nothing, right: .enters("recv(9)")),
            Ladder.Row(time: "0", left: .enters("send(9)"), middle: .nothing, right: .stays),
            Ladder.Row(time: "2", left: .stays, middle: .toRight("9"), right: .stays),
            Ladder.Row(time: "3", left: .returns("9"), middle: .toLeft("ACK 9"), right: .returns("9")),
        ]
        let lines = Ladder(titles: ("µs", "sender", "wire", "receiver"), rows: rows)
            .lines(columns: 60, limit: nil, style: .plain)
        #expect(lines.count == 5)
        let columns = lines.map { Array($0) }
        let left = columns[2].firstIndex(of: "┌") ?? 0
        let right = columns[1].firstIndex(of: "┌") ?? 0
        #expect(left < right)
        #expect((columns[3][left], columns[3][right]) == ("│", "│"))
        #expect((columns[4][left], columns[4][right]) == ("└", "└"))
        #expect(lines[3].contains("9 ─"))
        #expect(columns[3].firstIndex(of: "→") ?? .max < right)
        #expect(columns[4].firstIndex(of: "←") ?? 0 > left)
        #expect(columns[4].firstIndex(of: "←") ?? .max < right)
        #expect(lines[4].contains("─ ACK 9"))
    }

    @Test func `a call goes on until it returns`() {
        #expect(Ladder.End.enters("send(9)").next == .stays)
        #expect(Ladder.End.stays.next == .stays)
        #expect(Ladder.End.returns("9").next == .idle)
        #expect(Ladder.End.idle.next == .idle)
    }

    @Test(arguments: [0, 1, 5, 10])
    func `a long ladder is cut in its middle and says so`(limit: Int) {
        let whole = Self.ladder(rows: 40).lines(columns: 80, limit: nil, style: .plain)
        let lines = Self.ladder(rows: 40).lines(columns: 80, limit: limit, style: .plain)
        #expect(lines.count == 1 + limit + 1)
        #expect(lines.contains("  … \(40 - limit) more rows …"))
        // Its first row and its last are those of the whole.
        if limit > 1 {
            #expect(lines[1].split(separator: " ").first == whole[1].split(separator: " ").first)
            #expect(lines.last?.split(separator: " ").first == whole.last?.split(separator: " ").first)
        }
    }

    @Test func `colour changes no text`() {
        let ladder = Self.ladder(rows: 20)
        #expect(
            ladder.lines(columns: 80, limit: 6, style: .colored).map(\.withoutColor)
                == ladder.lines(columns: 80, limit: 6, style: .plain)
        )
    }
}
