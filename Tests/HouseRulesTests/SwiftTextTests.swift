import Testing

/// The rules are only as good as what they read.
@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("let a = 1 // unsafe", "let a = 1 "),
        (#"f("// unsafe") + g"#, #"f("") + g"#),
        (#"f("\"unsafe") + g"#, #"f("") + g"#),
        (#"f("\(a("unsafe", (1)))unsafe") + g"#, #"f("") + g"#),
        ("f(\"\"\"\n    print(\"x\")\n    \"\"\")\ng", "f(\"\"\n\n)\ng"),
    ])
    func `comments and literals are left out`(text: String, code: String) {
        #expect(SwiftText.withoutCommentsAndLiterals(text) == code)
    }
}
