import Testing
import YAML

@Suite struct YAMLTests {
    /// The document as JSON would have it, with every scalar as text.
    private static func text(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let text, _): "\"" + text.replacing("\n", with: "\\n") + "\""
        case .sequence(let items): "[" + items.map(text).joined(separator: ",") + "]"
        case .mapping(let entries): "{" + entries.map { "\($0.key):\(text($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private static func read(_ yaml: String) throws -> String { text(try YAMLDocument.read(Array(yaml.utf8))) }

    /// Each pair is an example of the YAML 1.2.2 specification, by its number, or what PyYAML reads.
    @Test(arguments: [
        ("- Mark McGwire\n- Sammy Sosa\n", #"["Mark McGwire","Sammy Sosa"]"#),
        ("hr:  65    # Home runs\navg: 0.278 # Average\n", #"{hr:"65",avg:"0.278"}"#),
        ("american:\n- Boston\n- Detroit\nnational:\n- Cubs\n", #"{american:["Boston","Detroit"],national:["Cubs"]}"#),
        ("-\n  name: Mark\n  hr:   65\n-\n  name: Sammy\n", #"[{name:"Mark",hr:"65"},{name:"Sammy"}]"#),
        ("- [name, hr]\n- [Mark, 65]\n", #"[["name","hr"],["Mark","65"]]"#),
        (
            "Mark: {hr: 65, avg: 0.278}\nSammy: {\n    hr: 63,\n    avg: 0.288,\n  }\n",
            #"{Mark:{hr:"65",avg:"0.278"},Sammy:{hr:"63",avg:"0.288"}}"#
        ),
        ("---\nhr: # 1998 hr ranking\n- Mark\n# between\n- Sammy\n", #"{hr:["Mark","Sammy"]}"#),
        ("- item    : Super Hoop\n  quantity: 1\n- item: Ball\n", #"[{item:"Super Hoop",quantity:"1"},{item:"Ball"}]"#),
        ("--- |\n  \\//||\\/||\n  // ||  ||__\n", #""\//||\/||\n// ||  ||__\n""#),
        ("--- >\n  Mark's\n  year was\n  crippled.\n", #""Mark's year was crippled.\n""#),
        (">\n Sammy\n more\n\n   63 Home\n   0.288\n\n What\n", #""Sammy more\n\n  63 Home\n  0.288\n\nWhat\n""#),
        (
            "plain:\n  This unquoted\n  spans lines.\n\nquoted: \"So does\n  this.\"\n",
            #"{plain:"This unquoted spans lines.",quoted:"So does this."}"#
        ),
        ("a: 'It''s'\nb: \"\\u263a\\x41\\U0001f600\\/\"\n", "{a:\"It's\",b:\"\u{263a}A\u{1f600}/\"}"),
        (
            "strip: |-\n  text\nclip: |\n  text\n\nkeep: |+\n  text\n\n",
            #"{strip:"text",clip:"text\n",keep:"text\n\n"}"#
        ),
        ("a: |2\n    two\n", #"{a:"  two\n"}"#),
        ("url: http://example.com:80/#here\n", ##"{url:"http://example.com:80/#here"}"##),
        ("a:\nb: ~\nc: -1\n", #"{a:"",b:"~",c:"-1"}"#),
        (#"{"a":{"b":[1,"x:y",{}]},"c":null}"#, #"{a:{b:["1","x:y",{}]},c:"null"}"#),
        ("", #""""#), ("\u{feff}a: 1\r\nb:\r\n  - 2\r\n", #"{a:"1",b:["2"]}"#),
        ("- - a\n  - b\n- c\n...\n", #"[["a","b"],"c"]"#),
    ])
    func `a document is read as the specification has it`(yaml: String, expected: String) throws {
        #expect(try Self.read(yaml) == expected)
    }

    @Test(arguments: [
        ("a: 1\n\tb: 2\n", 2, 1), ("a: 1\na: 2\n", 2, 1), ("a: b: c\n", 1, 5), ("a:\n  b: 1\n   c: 2\n", 3, 5),
        ("a: [1, 2\n", 2, 1), ("a: \"\\q\"\n", 1, 5), ("\u{e4}: *x\n", 1, 4), ("a: !!int 1\n", 1, 4),
        ("? [a]\n: b\n", 1, 3), ("a: 1\n---\nb: 2\n", 2, 1),
    ])
    func `what is wrong has its place`(yaml: String, line: Int, column: Int) throws {
        let error = try #require(throws: YAMLError.self) { try Self.read(yaml) }
        #expect(error.mark == YAMLNode.Mark(line: line, column: column), "\(error)")
        #expect(!error.reason.isEmpty)
    }

    @Test func `an alias is what has its anchor, and cannot make much of little`() throws {
        #expect(try Self.read("a: &x {b: 1}\nc: *x\nd: [*x]\n") == #"{a:{b:"1"},c:{b:"1"},d:[{b:"1"}]}"#)
        let bomb = (1...30).map { "- &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(throws: YAMLError.self) { try Self.read("- &a0 x\n" + bomb) }
        #expect(throws: YAMLError.self) { try Self.read("&x [*x]") }
    }

    @Test func `nesting has a limit, in every notation`() {
        for yaml in [
            String(repeating: "[", count: 1_000_000), String(repeating: "{a: ", count: 200_000),
            String(repeating: "- ", count: 200_000),
            (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        ] {
            #expect(throws: YAMLError.self) { try Self.read(yaml) }
        }
    }

    @Test func `any bytes are a document or an error`() {
        let parts = [
            "a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "#", "\t", "\\", "\u{e9}", "---\n",
            "? ", "\r",
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let yaml = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }
            _ = try? YAMLDocument.read(Array(yaml.joined().utf8))
        }
        #expect(throws: YAMLError.self) { try YAMLDocument.read([0x61, 0xff]) }
    }

    @Test func `twice the text takes no more than about twice the time`() throws {
        func time(_ yaml: String) throws -> Duration {
            let bytes = Array(yaml.utf8)
            return try ContinuousClock().measure { _ = try YAMLDocument.read(bytes) }
        }
        for make in [
            { (count: Int) in "[" + String(repeating: "1,", count: count) + "]" },
            { (count: Int) in (0..<count).map { "k\($0): v\n" }.joined() },
            { (count: Int) in "a: x\n" + String(repeating: "  y\n", count: count) },
            { (count: Int) in "a: \"" + String(repeating: "\n \t", count: count) + "\"" },
        ] {
            let (first, second) = try (time(make(20_000)), time(make(40_000)))
            #expect(second < first * 4 + .milliseconds(50))
        }
    }
}
